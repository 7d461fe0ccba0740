package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.filter.Filter;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that records is killed at any moment, two hundred times. */
class KillTest {
  private static final int KILLS = 200;
  private static final int AT_ONCE = 2;

  /** Rounds that go on with the file of the round before. */
  private static final int ROUNDS_A_FILE = 20;

  @TempDir Path dir;

  /**
   * One whole run leaves a cache of loaded and linked classes, as the program itself keeps one; it
   * takes most of the start off all others.
   */
  @BeforeEach
  void prepare() throws Exception {
    jar();
    Process child = start("AOTCacheOutput", dir.resolve("train.db"), "t", "train");
    try (BufferedReader out = child.inputReader()) {
      assertThat(out.lines().filter(l -> l.startsWith("done"))).hasSize(50);
    }
    assertThat(child.waitFor()).isZero();
    assertThat(cache()).isNotEmptyFile();
  }

  private Path cache() {
    return dir.resolve("classes.aot");
  }

  @Test
  void afterEveryKillTheJournalOpensWithAllThatWasWritten() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Integer>> lanes = new ArrayList<>();
      for (int lane = 0; lane < AT_ONCE; lane++) {
        int number = lane;
        lanes.add(pool.submit((Callable<Integer>) () -> killAgainAndAgain(number)));
      }
      int seen = 0;
      for (Future<Integer> lane : lanes) {
        seen += lane.get();
      }
      // Most rounds must have been killed in the midst of work, or nothing was tested.
      assertThat(seen).isGreaterThan(KILLS / 2);
    }
  }

  private int killAgainAndAgain(int lane) throws Exception {
    Random random = new Random(lane);
    int seen = 0;
    for (int round = 0; round < KILLS / AT_ONCE; round++) {
      Path file = dir.resolve(lane + "-" + round / ROUNDS_A_FILE + ".db");
      seen +=
          kill(file, "r" + round, Math.max(0, random.nextInt(6) - 2), random.nextInt(30)).size();
    }
    return seen;
  }

  /** Starts, kills some milliseconds after some exchanges and looks at what is left. */
  private List<String> kill(Path file, String round, int exchanges, int millis) throws Exception {
    Process child = start(file, round, "flush");
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = child.inputReader();
        var _ = child.outputWriter()) {
      String ready = out.readLine();
      assertThat(ready).isEqualTo("ready RECORDING ");
      for (int i = 0; i < exchanges; i++) {
        lines.add(out.readLine());
      }
      // The moment of the kill is what varies; nothing is asserted about it.
      child.waitFor(millis, TimeUnit.MILLISECONDS);
      kill(child);
      out.lines().forEach(lines::add);
    }
    lines.replaceAll(line -> line.startsWith("done ") ? line.split(" ")[1] : "");
    // The kill may have cut the last line short.
    lines.removeIf(line -> !line.matches(round + "-\\d+"));
    try (Journal journal = Journal.open(file, JournalSettings.DEFAULT, Clock.systemUTC())) {
      assertThat(journal.state()).isEqualTo(new JournalState(JournalState.Kind.RECORDING, ""));
      List<ExchangeSummary> rows = journal.search(Filter.parse("id:" + round + "-"), 100_000, 0);
      assertThat(rows.stream().map(ExchangeSummary::id)).containsAll(lines);
      assertThat(rows).allSatisfy(row -> assertThat(row.phase().live()).isFalse());
      for (String id : lines) {
        var exchange = journal.load(id).orElseThrow();
        assertThat(exchange.summary().phase()).isEqualTo(Phase.DONE);
        assertThat(exchange.request().text()).contains("read the readme please");
        assertThat(exchange.attempts()).hasSize(2);
        assertThat(exchange.answer().events()).hasSize(1);
      }
      if (!lines.isEmpty()) {
        assertThat(journal.count(Filter.parse("\"read the readme please\" id:" + round + "-")))
            .isGreaterThanOrEqualTo(lines.size());
      }
    }
    return lines;
  }

  @Test
  void atMostTheLastSecondIsLost() throws Exception {
    Path file = dir.resolve("second.db");
    Process child = start(file, "s", "free");
    List<String> old = new ArrayList<>();
    try (BufferedReader out = child.inputReader();
        var _ = child.outputWriter()) {
      assertThat(out.readLine()).startsWith("ready");
      List<String[]> done = new ArrayList<>();
      // As long as it takes until there is something older than a second.
      do {
        done.add(out.readLine().split(" "));
      } while (time(done.getLast()) - time(done.getFirst()) < 1500);
      kill(child);
      long killed = System.currentTimeMillis();
      out.lines().filter(l -> l.startsWith("done ")).map(l -> l.split(" ")).forEach(done::add);
      done.stream().filter(d -> time(d) < killed - 1000).map(d -> d[1]).forEach(old::add);
    }
    assertThat(old).isNotEmpty();
    try (Journal journal = Journal.open(file, JournalSettings.DEFAULT, Clock.systemUTC())) {
      assertThat(journal.ids(Filter.parse("status:ok"))).containsAll(old);
      assertThat(journal.count(Filter.parse("status:interrupted"))).isPositive();
    }
  }

  /** Unlike the process's own method this leaves the output readable. */
  private static void kill(Process child) throws InterruptedException {
    child.toHandle().destroyForcibly();
    child.waitFor();
  }

  private static long time(String[] line) {
    return Long.parseLong(line[2]);
  }

  private static Stream<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** An archive of classes is only possible from jars. */
  private void jar() throws IOException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(dir.resolve("program.jar")))) {
      for (Path root : classPath().map(Path::of).filter(Files::isDirectory).toList()) {
        for (String room : List.of("dev/hearth/traffic", "dev/hearth/wire")) {
          addAll(jar, root, root.resolve(room));
        }
      }
    }
  }

  private static void addAll(JarOutputStream jar, Path root, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
      }
    }
  }

  private Process start(Path file, String round, String how) throws IOException {
    return start("AOTCache", file, round, how);
  }

  private Process start(String caching, Path file, String round, String how) throws IOException {
    Path scratch = Files.createDirectories(dir.resolve("scratch"));
    Stream<String> libraries =
        classPath()
            .filter(
                p ->
                    p.matches(
                        ".*(sqlite-jdbc|zstd-jni|jackson-(core|databind|annotations)|slf4j-api)-[0-9][^/]*[.]jar"));
    String classPath =
        Stream.concat(Stream.of(dir.resolve("program.jar").toString()), libraries)
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:" + caching + "=" + cache(),
            "-Xlog:disable",
            "-Xmx128m",
            "-Djava.io.tmpdir=" + scratch,
            "-cp",
            classPath,
            WriterProgram.class.getName(),
            file.toString(),
            round,
            how)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
