package dev.hearth.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.practice.gguf.ClockworkModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryNeedsTest {
  @TempDir private Path dir;

  @Test
  void theMachineIsLookedAtOnceUntilAFileOrPresetChanges() throws Exception {
    Path folder = Files.createDirectories(dir.resolve("models"));
    Path one = folder.resolve("One-F16.gguf");
    ClockworkModel.write(one);
    ClockworkModel.write(folder.resolve("Two-F16.gguf"));
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger estimates = new AtomicInteger();
    MemoryNeeds needs =
        new MemoryNeeds(
            () -> {
              looks.incrementAndGet();
              return new MachineMemory(1L << 34, 1L << 33, List.of());
            },
            (model, machine) -> model.totalBytes() + estimates.incrementAndGet(),
            model -> model.notes().chosenPreset());
    try (ModelLibrary library =
        ModelLibrary.open(dir.resolve("library"), ROOTS, InstantSource.system())) {
      library.addRoot(folder);
      scan(library);
      List<Model> models = library.list();
      assertThat(models).hasSize(2);
      var first = needs.of(models);
      assertThat(needs.of(library.list())).isEqualTo(first).hasSize(2);
      assertThat(looks).as("one look for both").hasValue(1);
      assertThat(estimates).hasValue(2);

      String id = models.getFirst().id();
      library.savePreset(id, LaunchPreset.named(LaunchPreset.DEFAULT_NAME).context(512).build());
      needs.of(library.list());
      assertThat(looks).hasValue(2);
      assertThat(estimates).as("only the changed one").hasValue(3);

      Files.setLastModifiedTime(one, FileTime.fromMillis(1_000_000_000_000L));
      scan(library);
      needs.of(library.list());
      assertThat(looks).hasValue(3);
      assertThat(estimates).hasValue(4);
    }
  }

  private static final List<LibraryRoot> ROOTS = List.of();

  private static void scan(ModelLibrary library) throws Exception {
    library.rescan().get(30, TimeUnit.SECONDS);
  }
}
