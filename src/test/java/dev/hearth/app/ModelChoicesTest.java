package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.ModelChoice;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import dev.hearth.testing.RealLlama;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told to ask for. */
class ModelChoicesTest {
  @TempDir private Path home;

  @Test
  void theModelThatRunsComesFirstWithTheContextItReallyHas() throws Exception {
    Path program = RealLlama.require();
    try (DeskModelsFixture real = DeskModelsFixture.open(home, program);
        SettingsStore settings =
            SettingsStore.open(AppFolders.under(home), SettingsStore.DEFAULT_PROFILE);
        ModelChoices choices =
            new ModelChoices(real.local().library(), real.local().fleet(), settings)) {
      ModelShelf shelf = real.service().shelf();
      Model sample = shelf.addSample().get(30, TimeUnit.SECONDS);
      Files.copy(sample.path(), sample.path().resolveSibling("another.gguf"));
      shelf.rescan().get(30, TimeUnit.SECONDS);
      until(choices, found -> found.size() == 2 && found.getFirst().id().equals("another"));
      shelf
          .savePreset(
              sample.id(), LaunchPreset.named("small").context(4096).parallel(2).threads(1).build())
          .get(30, TimeUnit.SECONDS);

      real.service().runs().start(sample.alias()).get(60, TimeUnit.SECONDS);
      until(choices, found -> found.getFirst().note().endsWith("running"));
      ModelChoice first = choices.live().now().getFirst();
      assertThat(first.id()).isEqualTo(sample.alias());
      assertThat(first.context()).as("two requests share it").isEqualTo(2048);

      real.service().runs().stop(sample.alias()).get(30, TimeUnit.SECONDS);
      until(choices, found -> !found.getFirst().note().endsWith("running"));
      assertThat(choices.live().now().getFirst().id())
          .as("what was used last")
          .isEqualTo(sample.alias());
    }
  }

  private static void until(
      ModelChoices choices, java.util.function.Predicate<List<ModelChoice>> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> condition.test(choices.live().now()));
  }
}
