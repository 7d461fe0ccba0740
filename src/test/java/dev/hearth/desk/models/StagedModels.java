package dev.hearth.desk.models;

import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.server.ContextWindow;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** The Models place with some models, one of them at work, for tours of the whole window. */
public final class StagedModels {
  private static final String CODER = "Qwen3-Coder-30B-A3B-Instruct-Q4_K_M";

  private final FakeModels fake = new FakeModels();

  public Place place(Shell shell) {
    fake.memory.set(Optional.of(SampleModels.MACHINE));
    fake.folder(Path.of("/home/ada/.local/share/hearth/models"), "Hearth", 2, "");
    fake.folder(Path.of("/home/ada/.lmstudio/models"), "LM Studio", 14, "");
    fake.list(SampleModels.several());
    return new ModelsPlace(shell, fake.service());
  }

  /** The first model is ready and answers. */
  public void work() {
    fake.newLog(CODER).append("I srv  llama_server: server is listening on http://127.0.0.1:18080");
    fake.state(
        CODER,
        new ServerState.Ready(
            new ServerEndpoint(URI.create("http://127.0.0.1:18080"), Optional.empty(), CODER),
            Optional.of(new ContextWindow(65_536, 65_536)),
            4711,
            0,
            Instant.now()));
  }

  /** What the model's server measures. */
  public void measure() {
    ServerMetrics now =
        new ServerMetrics(
            Instant.now(),
            120_000,
            8_000,
            OptionalDouble.of(1830),
            OptionalDouble.of(41.3),
            1,
            0,
            4,
            1,
            0,
            20_480,
            65_536,
            OptionalDouble.of(130),
            18L << 30);
    fake.metricsListeners.forEach(l -> l.accept(now));
  }

  /** What was asked of the services. */
  public java.util.List<String> done() {
    return fake.done;
  }
}
