package dev.hearth.runtime.orphans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.runtime.Bench;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.server.PortChoice;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.runtime.server.Supervisor;
import dev.hearth.testing.RealLlama;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No server outlives Hearth; and one that did is recognised. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class OrphansTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path dir;
  private Bench bench;
  private final List<Process> victims = new ArrayList<>();
  private final List<Long> servers = new ArrayList<>();

  @BeforeEach
  void open() {
    bench = new Bench(dir);
  }

  @AfterEach
  void close() {
    bench.close();
    victims.forEach(Process::destroyForcibly);
    servers.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void aServerAndItsChildrenEndWhenHearthIsKilled() throws Exception {
    Path children = dir.resolve("children");
    // Deaf to every polite signal, with a child of its own.
    Path deaf =
        bench.script(
            "deaf",
            "trap '' TERM INT HUP\nsleep 1000 & echo $! > "
                + children
                + "\nwhile :; do wait; done");
    Lives lives = victim("plain", PortChoice.any(), "deaf", deaf.toString());
    await().atMost(SOON).until(() -> Files.exists(children) && Files.size(children) > 1);
    long child = Long.parseLong(Files.readString(children).strip());
    servers.add(child);
    assertThat(alive(lives.server())).isTrue();

    lives.hearth().destroyForcibly();

    await().atMost(SOON).until(() -> !alive(lives.server()) && !alive(child));
    await().atMost(SOON).until(() -> !alive(lives.watchdog()));
    assertThat(bench.processes().registry().leftovers()).isEmpty();
  }

  @Test
  void theRealServerEndsWhenHearthIsKilled() throws Exception {
    Lives lives = realVictim(PortChoice.any());
    lives.hearth().destroyForcibly();
    await().atMost(SOON).until(() -> !alive(lives.server()));
  }

  @Test
  void aServerThatHearthNeverSpokeForIsNeverStarted() throws Exception {
    Path mark = dir.resolve("started");
    Process waiting =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "IFS= read -r go || exit 125; exec \"$@\"",
                "hearth",
                bench.script("late", "touch " + mark).toString())
            .start();
    waiting.getOutputStream().close();
    assertThat(waiting.waitFor()).isEqualTo(125);
    assertThat(mark).doesNotExist();
  }

  @Test
  void aServerFromAnEarlierLifeIsAdoptedWithItsKeyAndServes() throws Exception {
    int port = PortChoice.any();
    Lives lives = realVictim(port);
    orphan(lives);

    List<RunningServer> leftovers = bench.processes().registry().leftovers();
    assertThat(leftovers).hasSize(1);
    RunningServer leftover = leftovers.getFirst();
    assertThat(leftover.server().pid()).isEqualTo(lives.server());
    assertThat(Files.readString(dir.resolve("running").resolve(lives.server() + ".json")))
        .as("keys are never written down")
        .doesNotContain("victims-key");

    Supervisor supervisor =
        new Supervisor(
            leftover.plan(Optional.empty()),
            bench.processes(),
            ServerLog.inMemory(InstantSource.system()),
            Bench.TIMES,
            bench.http(),
            InstantSource.system());
    ServerEndpoint endpoint = supervisor.adopt(leftover).get(30, TimeUnit.SECONDS);
    assertThat(endpoint.base().getPort()).isEqualTo(port);
    assertThat(bench.chat(endpoint)).contains(Bench.ANSWER);
    assertThat(bench.processes().registry().leftovers()).as("it has an owner again").isEmpty();

    ProcessHandle.of(lives.server()).orElseThrow().destroyForcibly();
    await()
        .until(
            () -> supervisor.state() instanceof ServerState.Ready it && it.pid() != lives.server());
    assertThat(bench.chat(Bench.ready(supervisor).endpoint())).contains(Bench.ANSWER);
    supervisor.close();
  }

  @Test
  void aServerFromAnEarlierLifeCanBeEnded() throws Exception {
    Lives lives = realVictim(PortChoice.any());
    orphan(lives);
    ServerRegistry registry = bench.processes().registry();
    registry.end(registry.leftovers().getFirst());
    assertThat(alive(lives.server())).isFalse();
    assertThat(registry.leftovers()).isEmpty();
  }

  @Test
  void aNoteAboutAProcessThatIsNoLongerTheSameIsDropped() throws Exception {
    Path notes = dir.resolve("running");
    Files.createDirectories(notes);
    Files.writeString(notes.resolve("1.json"), "not json");
    ProcessIdentity me = ProcessIdentity.mine();
    ServerRegistry registry = new ServerRegistry(notes);
    registry.add(
        new RunningServer(
            new ProcessIdentity(me.pid(), me.startedMillis() - 60_000),
            new ProcessIdentity(me.pid(), 1),
            dev.hearth.runtime.plan.EngineKind.LLAMA_SERVER,
            "m",
            "m.gguf",
            "127.0.0.1",
            1,
            List.of("x"),
            ""));
    assertThat(registry.leftovers()).isEmpty();
    try (var left = Files.list(notes)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aWatchdogThatDiesIsReplaced() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "1000").start();
    servers.add(sleeper.pid());
    Watchdog watchdog = bench.processes().watchdog();
    watchdog.guard(sleeper.toHandle());
    long first = watchdog.pid().orElseThrow();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    await().atMost(SOON).until(() -> watchdog.pid().orElse(first) != first);
    watchdog.close();
    await().atMost(SOON).until(() -> !sleeper.isAlive());
  }

  @Test
  void aSecondSignalIsPoliteEnough() throws Exception {
    Path started = dir.resolve("ready");
    Path stubborn =
        bench.script(
            "stubborn",
            "n=0\ntrap 'n=$((n+1)); [ $n -ge 2 ] && exit 1' TERM\ntouch "
                + started
                + "\nwhile :; do sleep 0.05; done");
    Process process = new ProcessBuilder(stubborn.toString()).start();
    await().until(() -> Files.exists(started));
    boolean clean =
        new ProcessTree(process.toHandle())
            .end(new ProcessTree.Grace(Duration.ofMillis(300), Duration.ofSeconds(10)));
    assertThat(clean).isTrue();
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private record Lives(Process hearth, long server, long watchdog) {}

  /** A Hearth whose watchdog cannot act, so that its server is left behind. */
  private static void orphan(Lives lives) throws Exception {
    new ProcessBuilder("/bin/sh", "-c", "kill -STOP " + lives.watchdog()).start().waitFor();
    lives.hearth().destroyForcibly();
    lives.hearth().onExit().join();
    ProcessHandle.of(lives.watchdog()).ifPresent(ProcessHandle::destroyForcibly);
    await().until(() -> !alive(lives.watchdog()));
    assertThat(alive(lives.server())).isTrue();
  }

  private Lives realVictim(int port) throws Exception {
    Path model = bench.model("tiny");
    return victim(
        "real",
        port,
        model.toString(),
        RealLlama.require().toString(),
        "-m",
        model.toString(),
        "-t",
        "1",
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port));
  }

  private Lives victim(String kind, int port, String model, String... program) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                dir.resolve("running").toString(),
                kind,
                Integer.toString(port),
                model));
    command.addAll(List.of(program));
    Process hearth =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    victims.add(hearth);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(hearth.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.matches("\\d+ \\d+")) {
      line = out.readLine();
    }
    assertThat(line).as("the other Hearth started its server").isNotNull();
    String[] pids = line.split(" ");
    servers.add(Long.parseLong(pids[0]));
    return new Lives(hearth, Long.parseLong(pids[0]), Long.parseLong(pids[1]));
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
