package dev.hearth.models.library;

import dev.hearth.models.gguf.GgufBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder of models and a library over it, closed at the end of a test. */
final class LibraryFixture implements AutoCloseable {
  /** Looks again only when told, so that a test decides what is noticed. */
  static final ScanTiming ON_DEMAND =
      new ScanTiming(
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofDays(1),
          Duration.ofDays(1),
          false);

  static final ScanTiming WATCHING =
      new ScanTiming(
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofDays(1),
          Duration.ofDays(1),
          true);

  static final ScanTiming POLLING =
      new ScanTiming(
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofDays(1),
          Duration.ofMillis(30),
          false);

  static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  final Path models;
  final Path data;
  private final List<ModelLibrary> open = new ArrayList<>();

  LibraryFixture(Path folder) {
    this.models = folder.resolve("models");
    this.data = folder.resolve("data");
  }

  ModelLibrary open() throws Exception {
    return open(ON_DEMAND);
  }

  ModelLibrary open(ScanTiming timing) throws Exception {
    return open(timing, List.of(new LibraryRoot(models, "Hearth", true, true)));
  }

  ModelLibrary open(ScanTiming timing, List<LibraryRoot> roots) throws Exception {
    ModelLibrary library = ModelLibrary.open(data, roots, InstantSource.fixed(NOW), timing);
    open.add(library);
    scan(library);
    return library;
  }

  static void scan(ModelLibrary library) throws Exception {
    library.rescan().get(60, TimeUnit.SECONDS);
  }

  /** A model whose whole file is some 900 bytes. */
  static GgufBuilder small(String name) {
    return new GgufBuilder()
        .text("general.architecture", "llama")
        .text("general.name", name)
        .u32("general.file_type", 15)
        .u32("llama.block_count", 1)
        .u32("llama.embedding_length", 32)
        .tensor("blk.0.attn_q.weight", 0, 32, 1);
  }

  Path write(String path, GgufBuilder builder) throws IOException {
    return builder.write(models.resolve(path));
  }

  Path write(String path) throws IOException {
    return write(path, small(path));
  }

  @Override
  public void close() {
    open.forEach(ModelLibrary::close);
  }
}
