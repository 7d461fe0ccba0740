package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {
  private static final int PATIENCE = 120;

  @TempDir Path folder;
  private Path jar;
  private Path file;
  private StartCache cache;

  @BeforeEach
  void aCacheForOneJar() throws IOException {
    jar = Files.writeString(folder.resolve("program.jar"), "one");
    file = Files.writeString(folder.resolve("hearth.aot"), "classes");
    cache = new StartCache(file, jar + File.pathSeparator + folder.resolve("absent.jar"));
  }

  @Test
  void aCacheThatFitsStays() throws Exception {
    cache.remember();
    cache.dropStale();
    assertThat(file).exists();
    assertThat(cache.update()).isTrue();
    assertThat(file).hasContent("classes");
  }

  @Test
  void aCacheForOtherFilesGoes() throws IOException {
    cache.remember();
    Files.writeString(jar, "two, and longer");
    cache.dropStale();
    assertThat(file).doesNotExist();
  }

  @Test
  void aCacheOfUnknownOriginGoes() throws IOException {
    cache.dropStale();
    assertThat(file).doesNotExist();
  }

  @Test
  void aCommandMakesNone() throws Exception {
    Path none = folder.resolve("none.aot");
    assertThat(StartCache.main(new String[] {StartCache.ARGUMENT, none.toString(), "serve"}))
        .isZero();
    assertThat(none).doesNotExist();
  }

  @Test
  void aRehearsalGoesThroughTheDeskAndLeavesNothing() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process rehearsal =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dglass.platform=Headless",
                    "-Dprism.order=sw",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    Rehearsal.ARGUMENT))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("rehearsal.log").toFile())
            .start();
    try {
      assertThat(rehearsal.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
      String log = Files.readString(folder.resolve("rehearsal.log"));
      assertThat(rehearsal.exitValue()).as(log).isZero();
      assertThat(log).doesNotContain("cut short", "ERROR");
      try (var left = Files.list(temporary)) {
        assertThat(left.filter(p -> p.getFileName().toString().startsWith("hearth"))).isEmpty();
      }
    } finally {
      rehearsal.descendants().forEach(ProcessHandle::destroyForcibly);
      rehearsal.destroyForcibly();
    }
  }
}
