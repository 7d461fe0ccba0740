package dev.hearth.desk.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.clients.ClientCatalog;
import dev.hearth.clients.Probe;
import dev.hearth.clients.ProbeResult;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.ClientFacts;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectTour extends Tour {
  @TempDir Path home;
  private final FakeServices services = FakeServices.ready();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private FakeClientSetup setup;

  @BeforeEach
  void openPlace() throws Exception {
    setup = new FakeClientSetup(home);
    setup.sightings.set(
        List.of(
            new ClientSighting("claude-code", "Claude Code", FakeClientSetup.NOW.minusSeconds(20)),
            new ClientSighting("", "Qwen Code", FakeClientSetup.NOW.minusSeconds(400)),
            new ClientSighting("zed", "Zed", FakeClientSetup.NOW.minusSeconds(90_000))));
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {
          "model": "opus",
          "permissions": {
            "allow": ["Bash(git diff:*)"]
          },
          "env": {
            "ANTHROPIC_BASE_URL": "http://127.0.0.1:4000"
          }
        }
        """);
    open(
        services.all(),
        shell ->
            List.of(
                new ConnectPlace(
                    shell,
                    ClientCatalog.load(),
                    setup,
                    new Threads(background, FxThread.EXECUTOR),
                    InstantSource.fixed(FakeClientSetup.NOW),
                    home)),
        1280,
        800);
  }

  @AfterEach
  void endBackground() {
    background.close();
  }

  private String clipboard() {
    String text = Clipboard.getSystemClipboard().getString();
    return text == null ? "" : text;
  }

  @Test
  void aTextIsTwoClicksAway() {
    robot.clickOn("opencode");
    settle();
    robot.clickOn("#connect-copy");
    until(() -> clipboard().contains("\"baseURL\": \"http://127.0.0.1:8081/v1\""));
    assertThat(fx(this::clipboard)).contains(FakeClientSetup.KEY);
  }

  @Test
  void aContextTooSmallForAnAgentIsSaidBeforeItsFirstRequest() {
    robot.clickOn("Claude Code");
    settle();
    assertThat(fx(() -> robot.lookup("#connect-context").query().isVisible())).isFalse();
    setup.facts.set(
        new ClientFacts(
            URI.create("http://127.0.0.1:8081"),
            FakeClientSetup.KEY,
            true,
            List.of(new ModelChoice("tiny-clockwork", 4096, "running"))));
    until(() -> robot.lookup("#connect-context .label").queryLabeled().getText().contains("4,096"));
    shoot("connect-context");
    robot.clickOn("curl");
    settle();
    assertThat(fx(() -> robot.lookup("#connect-context").queryAll())).isEmpty();
  }

  @Test
  void writtenAndTestedIsThreeClicksAway() {
    robot.clickOn("Claude Code");
    clickWhenShown("#connect-write");
    until(() -> !robot.lookup("#connect-write-yes").queryAll().isEmpty());
    settle();
    shoot("connect-diff");
    clickWhenShown("#connect-write-yes");
    until(() -> setup.told != null);
    assertThat(home.resolve(".claude/settings.json")).content().contains("8081");
    passAll();
    until(() -> !robot.lookup("#connect-undo").queryAll().isEmpty());
    settle();
    shoot("connect-tested");
    clickWhenShown("#connect-undo");
    until(() -> content().contains("4000"));
  }

  private String content() {
    try {
      return Files.readString(home.resolve(".claude/settings.json"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void passAll() {
    for (Probe probe : Probe.values()) {
      boolean good = probe != Probe.TOOL;
      setup.told.accept(
          new ProbeResult(
              probe,
              good,
              Duration.ofMillis(probe == Probe.MODELS ? 3 : 840),
              good ? "A whole answer came." : "The model answered without calling the tool.",
              good
                  ? ""
                  : "Look at the request under Traffic. A model trained for tools is needed for"
                      + " agents."));
    }
    setup.testDone.complete(null);
  }

  @Test
  void everythingWorksByKeys() {
    fx(
        () -> {
          find("#connect-clients").requestFocus();
          return null;
        });
    robot.type(KeyCode.C);
    until(() -> clipboard().contains("ANTHROPIC_BASE_URL"));
    robot.type(KeyCode.T);
    until(() -> !robot.lookup("#connect-test-cancel").queryAll().isEmpty());
    robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
    robot.write("curl");
    until(() -> this.<TextField>find("#connect-search").getText().equals("curl"));
    robot.type(KeyCode.ENTER);
    robot.type(KeyCode.C);
    until(() -> clipboard().startsWith("curl -N"));
    robot.type(KeyCode.ESCAPE);
    until(() -> this.<TextField>find("#connect-search").getText().isEmpty());
  }

  @Test
  void limitsAreSaidAndTheProxyIsOffered() {
    robot.clickOn("Cursor");
    until(() -> !robot.lookup(".message-warn").queryAll().isEmpty());
    assertThat(robot.lookup("#connect-test").queryAll()).isEmpty();
    shoot("connect-cursor");
    services.proxy.set(ProxyStatus.STOPPED);
    until(() -> !robot.lookup("Start the proxy").queryAll().isEmpty());
    shoot("connect-stopped");
    robot.clickOn("Start the proxy");
    until(() -> robot.lookup("Start the proxy").queryAll().isEmpty());
  }

  @Test
  void itLooksRightEverywhere() {
    assertThat(this.<Label>find("#connect-openai-url").getText())
        .isEqualTo("http://127.0.0.1:8081/v1");
    robot.clickOn("#connect-test");
    until(() -> setup.told != null);
    setup.told.accept(
        new ProbeResult(Probe.MODELS, true, Duration.ofMillis(3), "The list of models came.", ""));
    settle();
    shootAll("connect");
    resize(1024, 700);
    shoot("connect-1024");
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withZoom(200));
          return null;
        });
    shoot("connect-200-percent");
  }
}
