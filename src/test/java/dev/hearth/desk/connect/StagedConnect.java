package dev.hearth.desk.connect;

import dev.hearth.clients.ClientCatalog;
import dev.hearth.clients.Probe;
import dev.hearth.clients.ProbeResult;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The Connect place with clients that were here, for tours of the whole window. */
public final class StagedConnect {
  private final FakeClientSetup setup;
  private final Path home;

  public StagedConnect(Path home) throws IOException {
    this.home = home;
    setup = new FakeClientSetup(home);
    setup.sightings.set(
        List.of(
            new ClientSighting("claude-code", "Claude Code", FakeClientSetup.NOW.minusSeconds(20)),
            new ClientSighting("opencode", "opencode", FakeClientSetup.NOW.minusSeconds(190)),
            new ClientSighting("", "Qwen Code", FakeClientSetup.NOW.minusSeconds(400)),
            new ClientSighting("zed", "Zed", FakeClientSetup.NOW.minusSeconds(90_000))));
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {
          "model": "opus",
          "permissions": { "allow": ["Bash(git diff:*)", "Read"] },
          "env": {
            "ANTHROPIC_BASE_URL": "http://127.0.0.1:4000"
          }
        }
        """);
  }

  public Place place(Shell shell, Threads threads) {
    return new ConnectPlace(
        shell,
        ClientCatalog.load(),
        setup,
        threads,
        InstantSource.fixed(FakeClientSetup.NOW),
        home);
  }

  /** Whether a test was asked for. */
  public boolean asked() {
    return setup.told != null;
  }

  /** All four ticks of the test that was asked for. */
  public void pass() {
    int millis = 40;
    for (Probe probe : Probe.values()) {
      setup.told.accept(
          new ProbeResult(probe, true, Duration.ofMillis(millis), "A whole answer came.", ""));
      millis *= 3;
    }
    setup.testDone.complete(null);
  }
}
