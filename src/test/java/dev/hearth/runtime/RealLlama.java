package dev.hearth.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The real llama-server that tests run against, and a model for it. Named by the environment
 * variable HEARTH_LLAMA_SERVER or the system property hearth.llama.server; tests that need it are
 * skipped, loudly, where there is none.
 */
public final class RealLlama {
  private RealLlama() {}

  /** The program, or the test is skipped. */
  public static Path program() {
    Optional<Path> found =
        Optional.ofNullable(System.getProperty("hearth.llama.server"))
            .or(() -> Optional.ofNullable(System.getenv("HEARTH_LLAMA_SERVER")))
            .or(() -> Optional.of("/usr/bin/llama-server"))
            .map(Path::of)
            .filter(Files::isExecutable);
    if (found.isEmpty()) {
      System.err.println(
          "SKIPPED: no llama-server. Set HEARTH_LLAMA_SERVER to run the tests over real"
              + " processes.");
    }
    assumeTrue(found.isPresent(), "no llama-server: set HEARTH_LLAMA_SERVER");
    return found.orElseThrow();
  }

  /** Writes the tiny model, which answers "Hello! I am Tiny ..." within milliseconds. */
  public static Path tinyModel(Path dir, String name) {
    Path file = dir.resolve(name);
    try (InputStream packed = RealLlama.class.getResourceAsStream("tiny.gguf.gz")) {
      Files.createDirectories(dir);
      try (InputStream model = new GZIPInputStream(packed)) {
        Files.copy(model, file);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small text among the test resources beside this class. */
  public static String resource(String name) {
    try (InputStream in = RealLlama.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
