package dev.hearth.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  private final ServerLog log = ServerLog.inMemory(InstantSource.system());

  @Test
  void readsTheLevelsOfTheServersHearthRuns() {
    assertThat(log.append("0.00.021.886 E llama_model_load: error loading model: x").level())
        .isEqualTo(LogLevel.ERROR);
    assertThat(log.append("0.00.444.679 W srv          init: chat template").level())
        .isEqualTo(LogLevel.WARNING);
    assertThat(log.append("[51045] 0.00.057.050 I srv  llama_server: model loaded"))
        .extracting(LogLine::level, LogLine::text)
        .containsExactly(LogLevel.INFO, "srv  llama_server: model loaded");
    assertThat(log.append("error: invalid argument: --mlock").level()).isEqualTo(LogLevel.ERROR);
    assertThat(log.append("warning: no usable GPU found").level()).isEqualTo(LogLevel.WARNING);
    assertThat(log.append("ERROR 11-21 10:00:00 [core.py:1] no memory").level())
        .isEqualTo(LogLevel.ERROR);
    assertThat(log.append("torch.OutOfMemoryError: CUDA out of memory").level())
        .isEqualTo(LogLevel.ERROR);
    assertThat(log.append("time=2026 level=WARN source=x msg=y").level())
        .isEqualTo(LogLevel.WARNING);
    assertThat(log.append("  tail of the warning").level()).isEqualTo(LogLevel.WARNING);
    assertThat(log.append("\u001B[31m0.00.021.886 E red\u001B[0m").text()).isEqualTo("red");
  }

  @Test
  void remembersTheNewestLinesAndWhatCameAfterANumber() {
    for (int i = 1; i <= ServerLog.RING_LINES + 10; i++) {
      log.append("line " + i);
    }
    List<LogLine> all = log.tail(Integer.MAX_VALUE);
    assertThat(all).hasSize(ServerLog.RING_LINES);
    assertThat(all.getFirst().text()).isEqualTo("line 11");
    assertThat(log.after(log.newest() - 2))
        .extracting(LogLine::number)
        .containsExactly(log.newest() - 1, log.newest());
  }

  @Test
  void cutsAnEndlessLineAndSaysHowMuchIsMissing() {
    LogLine line = log.append("x".repeat(ServerLog.LINE_CHARS + 7));
    assertThat(line.text()).endsWith("(7 more characters)").hasSizeLessThan(8_300);
  }

  @Test
  void listenersHearLaterLinesUntilTheyLeave() {
    List<String> heard = new ArrayList<>();
    log.append("before");
    ServerLog.Subscription subscription = log.subscribe(line -> heard.add(line.text()));
    log.append("during");
    subscription.close();
    log.append("after");
    assertThat(heard).containsExactly("during");
  }

  @Test
  void aKnownSecretReachesNeitherMemoryNorDisk(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("logs").resolve("server.log");
    try (ServerLog onDisk = ServerLog.toFile(file, InstantSource.system())) {
      onDisk.mask("s3cret-key");
      onDisk.append("started with --api-key s3cret-key");
      assertThat(onDisk.tail(1).getFirst().text()).isEqualTo("started with --api-key ****");
    }
    assertThat(Files.readString(file)).contains("****").doesNotContain("s3cret");
  }

  @Test
  void theFileIsMovedAsideWhenItHasGrown(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("a.log");
    try (RotatingLogFile rotating = new RotatingLogFile(file, 100, 2)) {
      for (int i = 0; i < 40; i++) {
        rotating.write("line number " + i);
      }
    }
    try (var files = Files.list(dir)) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("a.log", "a.log.1", "a.log.2");
    }
    assertThat(Files.readString(file)).contains("line number 39");
    assertThat(Files.size(file)).isLessThanOrEqualTo(100);
  }

  @Test
  void anUnwritablePlaceCostsTheFileAndNotTheLog(@TempDir Path dir) throws IOException {
    Path blocked = Files.writeString(dir.resolve("file"), "in the way");
    try (ServerLog onDisk = ServerLog.toFile(blocked.resolve("x.log"), InstantSource.system())) {
      assertThat(onDisk.append("still here").text()).isEqualTo("still here");
    }
  }
}
