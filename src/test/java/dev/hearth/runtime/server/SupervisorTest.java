package dev.hearth.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.runtime.Bench;
import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.log.LogLine;
import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.testing.RealLlama;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor over real llama-server processes. */
@Timeout(180)
class SupervisorTest {
  private static final int CYCLES = 50;

  @TempDir private Path dir;
  private Bench bench;

  @BeforeEach
  void open() {
    RealLlama.require();
    bench = new Bench(dir);
  }

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void startsServesAndStopsWithoutATrace() throws Exception {
    LaunchPlan plan = bench.plan(bench.model("tiny"));
    Supervisor server = bench.supervisor(plan);
    List<ServerState> states = Collections.synchronizedList(new ArrayList<>());
    server.onState(states::add);

    ServerEndpoint endpoint = Bench.started(server);
    assertThat(bench.chat(endpoint)).startsWith("200").contains(Bench.ANSWER);
    assertThat(bench.chat(new ServerEndpoint(endpoint.base(), Optional.empty(), "tiny")))
        .as("nobody without the key gets in")
        .startsWith("401");
    ServerState.Ready ready = Bench.ready(server);
    assertThat(ready.window()).contains(new ContextWindow(8192, 16384));
    assertThat(bench.processes().registry().leftovers()).as("its owner lives").isEmpty();

    server.stop().get(30, TimeUnit.SECONDS);
    assertThat(server.state()).isInstanceOf(ServerState.Stopped.class);
    assertThat(ProcessHandle.of(ready.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(PortChoice.free("127.0.0.1", plan.port())).isTrue();
    assertThat(states)
        .extracting(state -> (Object) state.getClass())
        .containsSubsequence(
            ServerState.Starting.class,
            ServerState.Ready.class,
            ServerState.Stopping.class,
            ServerState.Stopped.class);
    assertThat(states)
        .filteredOn(ServerState.Starting.class::isInstance)
        .extracting(state -> ((ServerState.Starting) state).percent())
        .as("the load is reported in percent; a quick one may skip some of it")
        .anyMatch(OptionalInt::isPresent);
    assertThat(server.log().tail(1_000))
        .extracting(LogLine::text)
        .noneMatch(t -> t.contains("test-key"));
    assertThat(Files.readString(server.log().file().orElseThrow())).contains("model loaded");
  }

  @Test
  void fiftyCyclesLeakNoProcessAndNoPort() throws Exception {
    LaunchPlan plan = bench.plan(bench.model("tiny"));
    Supervisor server = bench.supervisor(plan);
    for (int i = 0; i < CYCLES; i++) {
      ServerEndpoint endpoint = Bench.started(server);
      assertThat(endpoint.base().getPort()).as("the port is free again").isEqualTo(plan.port());
      long pid = Bench.ready(server).pid();
      server.stop().get(30, TimeUnit.SECONDS);
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
    long watchdog = bench.processes().watchdog().pid().orElseThrow();
    assertThat(ProcessHandle.current().children().map(ProcessHandle::pid)).containsOnly(watchdog);
    // A thread whose work is done still needs a moment to end.
    await().until(() -> threads("output of tiny", "server tiny") == 0);
    try (var notes = Files.list(dir.resolve("running"))) {
      assertThat(notes).isEmpty();
    }
  }

  @Test
  void aKilledServerIsStartedAgain() throws Exception {
    Supervisor server = bench.supervisor(bench.plan(bench.model("tiny")));
    Bench.started(server);
    long first = Bench.ready(server).pid();
    kill(first);
    await().until(() -> server.state() instanceof ServerState.Ready it && it.pid() != first);
    assertThat(Bench.ready(server).restarts()).isEqualTo(1);
    assertThat(bench.chat(Bench.ready(server).endpoint())).contains(Bench.ANSWER);
    assertThat(server.start().get(10, TimeUnit.SECONDS)).isEqualTo(Bench.ready(server).endpoint());
  }

  @Test
  void aServerThatKeepsCrashingIsGivenUp() throws Exception {
    Supervisor server = bench.supervisor(bench.plan(bench.model("tiny")));
    Bench.started(server);
    AtomicInteger kills = new AtomicInteger();
    server.onState(
        state -> {
          if (state instanceof ServerState.Ready it) {
            kills.incrementAndGet();
            kill(it.pid());
          }
        });
    kill(Bench.ready(server).pid());
    await().until(() -> server.state() instanceof ServerState.Failed);
    ServerState.Failed failed = (ServerState.Failed) server.state();
    assertThat(failed.failure().kind()).isEqualTo(FailureKind.KEPT_CRASHING);
    assertThat(failed.failure().cause()).contains("3 times").contains("killed from outside");
    assertThat(kills).hasValue(2);
  }

  @Test
  void withoutRestartsTheFirstCrashIsToldAsWhatItWas() throws Exception {
    ServerTimes once =
        Bench.TIMES.withRestarts(Bench.TIMES.firstRetry(), 1, Bench.TIMES.crashWindow());
    Supervisor server = bench.supervisor(bench.plan(bench.model("tiny")), once);
    Bench.started(server);
    kill(Bench.ready(server).pid());
    await().until(() -> server.state() instanceof ServerState.Failed);
    ServerState.Failed failed = (ServerState.Failed) server.state();
    assertThat(failed.failure().kind()).isNotEqualTo(FailureKind.KEPT_CRASHING);
    assertThat(failed.failure().cause())
        .startsWith("The server was killed from outside")
        .endsWith("It is not started again, as the settings say.")
        .doesNotContain("times within");
  }

  @Test
  void aTakenPortIsLeftForTheNextFreeOneAndSaidSo() throws Exception {
    LaunchPlan plan = bench.plan(bench.model("tiny"));
    try (ServerSocket taken = new ServerSocket(plan.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      Supervisor server = bench.supervisor(plan);
      AtomicReference<String> detail = new AtomicReference<>("");
      server.onState(
          state -> {
            if (state instanceof ServerState.Starting it) {
              detail.set(it.detail());
            }
          });
      ServerEndpoint endpoint = Bench.started(server);
      assertThat(endpoint.base().getPort()).isNotEqualTo(plan.port());
      assertThat(detail.get())
          .contains("Port " + plan.port() + " is taken by")
          .contains("(" + ProcessHandle.current().pid() + ")")
          .contains("using " + endpoint.base().getPort());
      assertThat(bench.chat(endpoint)).contains(Bench.ANSWER);
    }
  }

  @Test
  void anotherServerWithTheSameModelIsNotTakenForOurs() throws Exception {
    Path model = bench.model("tiny");
    LaunchPlan plan = bench.plan(model);
    Process stranger =
        new ProcessBuilder(
                RealLlama.require().toString(),
                "-m",
                model.toString(),
                "-t",
                "1",
                "-a",
                "tiny",
                "--host",
                "127.0.0.1",
                "--port",
                "" + plan.port())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      ServerQuestions questions = new ServerQuestions(bench.http());
      await()
          .until(() -> questions.ask(plan, plan.apiKey()) == ServerQuestions.Answer.SOMEBODY_ELSES);
      assertThat(questions.ask(plan, Optional.empty())).isEqualTo(ServerQuestions.Answer.OURS);
      ServerEndpoint endpoint = Bench.started(bench.supervisor(plan));
      assertThat(endpoint.base().getPort()).isNotEqualTo(plan.port());
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void eachWayToFailIsNamed() throws Exception {
    Path good = bench.model("tiny");
    byte[] bytes = Files.readAllBytes(good);
    Path truncated =
        Files.write(dir.resolve("cut.gguf"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Path garbage = Files.writeString(dir.resolve("page.gguf"), "<html>not a model</html>");
    Path unknown = dir.resolve("odd.gguf");
    Files.write(unknown, replaced(bytes, "general.architecture", "llama", "lluma"));
    assertThat(failure(bench.plan(dir.resolve("absent.gguf")))).isEqualTo(FailureKind.MISSING_FILE);
    assertThat(failure(bench.plan(truncated))).isEqualTo(FailureKind.CORRUPT_FILE);
    assertThat(failure(bench.plan(garbage))).isEqualTo(FailureKind.NOT_A_MODEL);
    assertThat(failure(bench.plan(unknown))).isEqualTo(FailureKind.UNKNOWN_ARCHITECTURE);
    assertThat(
            failure(
                bench.plan(
                    good,
                    Budget.BACKEND,
                    Optional.empty(),
                    preset -> preset.with().extraFlags(List.of("-b", "many")).build())))
        .isEqualTo(FailureKind.BAD_FLAG_VALUE);
    LaunchPlan unrunnable = bench.plan(good);
    assertThat(failure(command(unrunnable, dir.resolve("no-such-program"))))
        .isEqualTo(FailureKind.NOT_EXECUTABLE);
  }

  @Test
  void aPlanWithRefusedFlagsIsNotStarted() throws Exception {
    LaunchPlan plan =
        bench.plan(
            bench.model("tiny"),
            Budget.BACKEND,
            Optional.empty(),
            preset -> preset.with().extraFlags(List.of("--port", "1")).build());
    assertThat(failure(plan)).isEqualTo(FailureKind.BAD_FLAG);
  }

  @Test
  void aStopDuringTheStartWinsAndTheNextStartWorks() throws Exception {
    Supervisor server = bench.supervisor(bench.plan(bench.model("tiny")));
    CompletableFuture<ServerEndpoint> start = server.start();
    server.stop().get(30, TimeUnit.SECONDS);
    assertThat(server.state()).isInstanceOf(ServerState.Stopped.class);
    assertThat(start).isDone();
    assertThat(bench.chat(Bench.started(server))).contains(Bench.ANSWER);
  }

  @Test
  void aBusyServerIsStoppedAfterItsStreamsAreClosed() throws Exception {
    Supervisor server = bench.supervisor(bench.plan(bench.model("tiny")));
    ServerEndpoint endpoint = Bench.started(server);
    Call stream = bench.http().newCall(Bench.chatRequest(endpoint, "[[long]]", 8000, true));
    server.beforeStop(stream::cancel);
    try (Response response = stream.execute()) {
      assertThat(response.body().source().readUtf8Line()).startsWith("data:");
      server.stop().get(30, TimeUnit.SECONDS);
    }
    assertThat(stream.isCanceled()).isTrue();
    assertThat(server.log().tail(5)).extracting(LogLine::text).contains("hearth: stopped");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpWithItsWholeTree() throws Exception {
    Path children = dir.resolve("children");
    Path stuck =
        bench.script("stuck", "trap '' TERM\nsleep 1000 & echo $! > " + children + "\nwait\nwait");
    Supervisor server =
        bench.supervisor(
            command(bench.plan(bench.model("tiny")), stuck),
            Bench.TIMES
                .withStart(Duration.ofMillis(500))
                .withGrace(
                    new dev.hearth.runtime.orphans.ProcessTree.Grace(
                        Duration.ofMillis(100), Duration.ofMillis(100))));
    assertThatThrownBy(() -> Bench.started(server))
        .hasRootCauseInstanceOf(ServerFailedException.class);
    assertThat(((ServerState.Failed) server.state()).failure().kind())
        .isEqualTo(FailureKind.START_TIMEOUT);
    long child = Long.parseLong(Files.readString(children).strip());
    await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void theFastBudgetStartsAgainWithHalfTheContext() throws Exception {
    Supervisor server =
        bench.supervisor(
            bench.plan(bench.model("tiny"), Budget.FAST, Optional.empty(), preset -> preset));
    Bench.started(server);
    assertThat(Bench.ready(server).window()).contains(new ContextWindow(4096, 8192));
    Supervisor manual =
        bench.supervisor(
            bench.plan(
                bench.model("tiny"), Budget.manual(2048), Optional.empty(), preset -> preset));
    Bench.started(manual);
    assertThat(Bench.ready(manual).window()).contains(new ContextWindow(1024, 2048));
  }

  @Test
  void aSleepingServerIsShownAsleepAndWakesForARequest() throws Exception {
    Supervisor server =
        bench.supervisor(
            bench.plan(
                bench.model("tiny"),
                Budget.BACKEND,
                Optional.empty(),
                preset -> preset.with().extraFlags(List.of("--sleep-idle-seconds", "1")).build()));
    ServerEndpoint endpoint = Bench.started(server);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.state() instanceof ServerState.Sleeping);
    assertThat(bench.chat(endpoint)).contains(Bench.ANSWER);
    await().until(() -> server.state() instanceof ServerState.Ready);
  }

  private FailureKind failure(LaunchPlan plan) throws Exception {
    Supervisor server = bench.supervisor(plan);
    assertThatThrownBy(() -> Bench.started(server))
        .hasRootCauseInstanceOf(ServerFailedException.class);
    ServerState.Failed failed = (ServerState.Failed) server.state();
    assertThat(failed.failure().remedy()).isNotBlank();
    return failed.failure().kind();
  }

  private static LaunchPlan command(LaunchPlan plan, Path program) {
    List<String> words = new ArrayList<>(plan.command());
    words.set(0, program.toString());
    return new LaunchPlan(
        plan.engine(),
        plan.model(),
        plan.artifact(),
        words,
        plan.environment(),
        plan.secrets(),
        plan.host(),
        plan.port(),
        plan.budget(),
        plan.reports(),
        plan.notes());
  }

  private static byte[] replaced(byte[] file, String after, String old, String fresh) {
    String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = text.indexOf(old, text.indexOf(after) + after.length());
    return (text.substring(0, at) + fresh + text.substring(at + old.length()))
        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static long threads(String... names) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> List.of(names).contains(thread.getName()))
        .count();
  }
}
