package dev.hearth.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.Bench;
import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.LaunchRequest;
import dev.hearth.runtime.plan.LlamafilePlanner;
import dev.hearth.runtime.plan.VllmPlanner;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** vLLM, llamafile and Ollama, each with a stand-in that behaves like it. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class OtherEnginesTest {
  @TempDir private Path dir;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(dir);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void vllmIsReadyWhenItListsItsModel() throws Exception {
    Path vllm = bench.standIn("vllm", "vllm");
    LaunchPlan plan =
        VllmPlanner.plan(
            vllm,
            "org/some-model",
            LaunchPreset.defaults(),
            Budget.BACKEND,
            PortChoice.any(),
            Optional.of("secret"));
    assertThat(plan.command())
        .startsWith(vllm.toString(), "serve", "org/some-model", "--port", "" + plan.port());
    Supervisor server = bench.supervisor(plan);
    ServerEndpoint endpoint = Bench.started(server);
    assertThat(endpoint.apiKey()).contains("secret");
    assertThat(Bench.ready(server).window()).contains(new ContextWindow(32768, 32768));
    long pid = Bench.ready(server).pid();
    server.stop().get(30, TimeUnit.SECONDS);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void vllmTakesAManualAndAHalvedContext() throws Exception {
    Path vllm = bench.standIn("vllm", "vllm");
    Supervisor manual = bench.supervisor(vllm(vllm, Budget.manual(8000)));
    Bench.started(manual);
    assertThat(Bench.ready(manual).window()).contains(new ContextWindow(8000, 8000));
    manual.stop().join();
    Supervisor fast = bench.supervisor(vllm(vllm, Budget.FAST));
    Bench.started(fast);
    assertThat(Bench.ready(fast).window()).contains(new ContextWindow(16384, 16384));
  }

  private static LaunchPlan vllm(Path program, Budget budget) {
    return VllmPlanner.plan(
        program, "m", LaunchPreset.defaults(), budget, PortChoice.any(), Optional.empty());
  }

  @Test
  void theNewestLlamafileBesideTheModelServesIt() throws Exception {
    Path model = Files.writeString(dir.resolve("m.gguf"), "GGUF");
    bench.standIn("llamafile-0.9.1", "llamafile");
    Path newest = bench.standIn("llamafile-0.10.0", "llamafile");
    assertThat(LlamafilePlanner.runtimeBeside(model)).contains(newest);
    LaunchRequest request =
        new LaunchRequest(
            "m",
            model,
            0,
            Optional.empty(),
            Optional.empty(),
            LaunchPreset.named("p").context(6000).build(),
            Budget.FULL,
            new MachineMemory(0, 0, List.of()),
            PortChoice.any(),
            Optional.empty());
    Supervisor server = bench.supervisor(LlamafilePlanner.plan(newest, request));
    Bench.started(server);
    assertThat(Bench.ready(server).window()).contains(new ContextWindow(6000, 6000));
  }

  @Test
  void aLlamafileWithItsOwnProgramInsideServesItself() throws Exception {
    Path whole = bench.standIn("tiny-Q4.llamafile", "llamafile");
    LaunchRequest request =
        new LaunchRequest(
            "tiny-Q4",
            whole,
            0,
            Optional.empty(),
            Optional.empty(),
            LaunchPreset.defaults(),
            Budget.BACKEND,
            new MachineMemory(0, 0, List.of()),
            PortChoice.any(),
            Optional.empty());
    LaunchPlan plan = LlamafilePlanner.plan(whole, request);
    assertThat(plan.command()).startsWith(whole.toString(), "--server").contains(whole.toString());
    Supervisor server = bench.supervisor(plan);
    Bench.started(server);
    long pid = Bench.ready(server).pid();
    assertThat(Bench.ready(server).window()).contains(new ContextWindow(4096, 4096));
    server.stop().get(30, TimeUnit.SECONDS);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aQuestionWithoutAnAnswerIsAskedAgain() throws Exception {
    Path shy = bench.standIn("vllm", "shy-vllm");
    Supervisor server = bench.supervisor(vllm(shy, Budget.FULL));
    Bench.started(server);
    assertThat(Bench.ready(server).window()).contains(new ContextWindow(32768, 32768));
  }

  @Test
  void crashesFarApartAreNotCountedTogether() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    Path vllm = bench.standIn("vllm", "vllm");
    Supervisor server = bench.supervisor(vllm(vllm, Budget.BACKEND), Bench.TIMES, now::get);
    Bench.started(server);
    assertThat(Bench.ready(server).since()).isEqualTo(now.get());
    // One more than are final within the window.
    for (int crash = 1; crash <= Bench.TIMES.crashes(); crash++) {
      int restarts = crash;
      ProcessHandle.of(Bench.ready(server).pid()).orElseThrow().destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.state() instanceof ServerState.Ready it && it.restarts() == restarts);
      now.updateAndGet(it -> it.plus(Bench.TIMES.crashWindow()));
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() throws Exception {
    LaunchPlan here = vllm(bench.script("vllm", "exit 1"), Budget.BACKEND);
    LaunchPlan elsewhere =
        new LaunchPlan(
            here.engine(),
            here.model(),
            here.artifact(),
            here.command(),
            here.environment(),
            here.secrets(),
            "192.0.2.1",
            here.port(),
            here.budget(),
            here.reports(),
            here.notes());
    Supervisor server = bench.supervisor(elsewhere);
    assertThatThrownBy(() -> Bench.started(server)).hasMessageContaining("192.0.2.1");
    assertThat(((ServerState.Failed) server.state()).failure().kind())
        .isEqualTo(FailureKind.BAD_HOST);
    server.close();
    assertThat(server.state()).as("the reason stays").isInstanceOf(ServerState.Failed.class);
  }

  @Test
  void aProgramThatIsNotWhatItSeemsFailsWithItsWords() throws Exception {
    Path broken =
        bench.script("vllm-broken", "echo 'vllm: error: unrecognized arguments: --x' >&2; exit 2");
    Supervisor server = bench.supervisor(vllm(broken, Budget.BACKEND));
    assertThatThrownBy(() -> Bench.started(server))
        .hasRootCauseInstanceOf(ServerFailedException.class)
        .hasMessageContaining("--x");
  }

  @Test
  void ollamaLoadsTheModelAndUnloadsItAgain() throws Exception {
    Path told = dir.resolve("told");
    Path ollama = bench.script("ollama", "echo \"$OLLAMA_HOST $*\" > " + told);
    try (MockWebServer daemon = daemon()) {
      OllamaServer server = ollama(daemon, "qwen3:8b", Budget.manual(9000), Optional.of(ollama));
      ServerEndpoint endpoint = server.start().get(30, TimeUnit.SECONDS);
      assertThat(endpoint.model()).isEqualTo("qwen3:8b");
      assertThat(((ServerState.Ready) server.state()).window())
          .contains(new ContextWindow(9000, 9000));
      assertThat(paths(daemon)).contains("/api/show", "/api/generate");
      server.close();
      assertThat(server.state()).isInstanceOf(ServerState.Stopped.class);
      assertThat(Files.readString(told).strip())
          .isEqualTo(daemon.getHostName() + ":" + daemon.getPort() + " stop qwen3:8b");
    }
  }

  @Test
  void ollamaWithoutItsCommandIsAskedDirectlyAndMissingModelsAreNamed() throws Exception {
    try (MockWebServer daemon = daemon()) {
      OllamaServer server = ollama(daemon, "qwen3:8b", Budget.BACKEND, Optional.empty());
      server.start().get(30, TimeUnit.SECONDS);
      paths(daemon);
      server.close();
      assertThat(bodies(daemon)).anyMatch(body -> body.contains("\"keep_alive\":0"));

      OllamaServer missing = ollama(daemon, "absent", Budget.BACKEND, Optional.empty());
      assertThatThrownBy(() -> missing.start().get(30, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(ServerFailedException.class)
          .hasMessageContaining("ollama pull absent");
    }
  }

  @Test
  void anOllamaThatGoesAwayIsNoticed() throws Exception {
    MockWebServer daemon = daemon();
    OllamaServer server = ollama(daemon, "qwen3:8b", Budget.BACKEND, Optional.empty());
    server.start().get(30, TimeUnit.SECONDS);
    daemon.close();
    await().until(() -> server.state() instanceof ServerState.Failed);
    assertThat(((ServerState.Failed) server.state()).failure().kind())
        .isEqualTo(FailureKind.UNREACHABLE);
    server.close();
  }

  @Test
  void ollamasContextGoesByGraphicsMemory() {
    assertThat(context(Budget.BACKEND, 80)).isEmpty();
    assertThat(context(Budget.FULL, 80)).hasValue(262_144);
    assertThat(context(Budget.FULL, 24)).hasValue(32_768);
    assertThat(context(Budget.FAST, 24)).hasValue(16_384);
    assertThat(context(Budget.FULL, 0)).hasValue(4_096);
    assertThat(context(Budget.manual(777), 0)).hasValue(777);
  }

  private static OptionalInt context(Budget budget, long gib) {
    return new OllamaTarget(
            OllamaTarget.USUAL, "m", budget, gib * 1024 * 1024 * 1024, Optional.empty())
        .context();
  }

  private OllamaServer ollama(
      MockWebServer daemon, String model, Budget budget, Optional<Path> program) {
    return new OllamaServer(
        new OllamaTarget(
            URI.create("http://" + daemon.getHostName() + ":" + daemon.getPort()),
            model,
            budget,
            0,
            program),
        ServerLog.inMemory(InstantSource.system()),
        Bench.TIMES,
        bench.http(),
        InstantSource.system());
  }

  private static MockWebServer daemon() throws Exception {
    MockWebServer daemon = new MockWebServer();
    daemon.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody() == null ? "" : request.getBody().utf8();
            return switch (request.getUrl().encodedPath()) {
              case "/api/version" -> reply(200, "{\"version\":\"0.12.0\"}");
              case "/api/show" ->
                  body.contains("absent")
                      ? reply(404, "{\"error\":\"model 'absent' not found\"}")
                      : reply(200, "{\"capabilities\":[\"completion\",\"tools\"]}");
              case "/api/generate" -> reply(200, "{\"done\":true}");
              case "/api/ps" -> reply(200, "{\"models\":[]}");
              default -> reply(404, "{}");
            };
          }
        });
    daemon.start();
    return daemon;
  }

  private static MockResponse reply(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  private static List<String> paths(MockWebServer daemon) throws InterruptedException {
    List<String> paths = new java.util.ArrayList<>();
    for (RecordedRequest it = daemon.takeRequest(100, TimeUnit.MILLISECONDS);
        it != null;
        it = daemon.takeRequest(0, TimeUnit.MILLISECONDS)) {
      paths.add(it.getUrl().encodedPath());
    }
    return paths;
  }

  private static List<String> bodies(MockWebServer daemon) throws InterruptedException {
    List<String> bodies = new java.util.ArrayList<>();
    for (RecordedRequest it = daemon.takeRequest(1, TimeUnit.SECONDS);
        it != null;
        it = daemon.takeRequest(0, TimeUnit.MILLISECONDS)) {
      bodies.add(it.getBody() == null ? "" : it.getBody().utf8());
    }
    return bodies;
  }
}
