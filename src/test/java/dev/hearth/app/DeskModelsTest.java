package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.desk.services.ModelShelf;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.models.library.Listing;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.testing.RealLlama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the desk is given of models and servers, over the real rooms. */
class DeskModelsTest {
  @TempDir Path home;

  private static <T> T now(CompletableFuture<T> answer) throws Exception {
    return answer.get(30, TimeUnit.SECONDS);
  }

  private static void until(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  @Test
  void aDroppedFileIsListedWhereItLies() throws Exception {
    Path file = home.resolve("elsewhere").resolve("mine.gguf");
    ClockworkModel.write(file);
    Path other = Files.writeString(home.resolve("elsewhere").resolve("notes.txt"), "no model");
    try (DeskModelsFixture real = DeskModelsFixture.without(home, Optional.empty())) {
      ModelShelf shelf = real.service().shelf();
      assertThat(now(shelf.why(file)).listed()).isFalse();
      Listing added = now(shelf.add(file));
      assertThat(added.listed()).isTrue();
      assertThat(now(shelf.add(other)).listed()).isFalse();
      assertThat(shelf.folders().now()).extracting(r -> r.root().path()).contains(file.getParent());
      assertThatThrownBy(() -> now(shelf.addFolder(home.resolve("gone"))))
          .hasMessageContaining("There is no folder");
    }
  }

  @Test
  void whatAPersonKeepsOfAModelIsToldBack() throws Exception {
    try (DeskModelsFixture real = DeskModelsFixture.without(home, Optional.empty())) {
      ModelShelf shelf = real.service().shelf();
      Model sample = now(shelf.addSample());
      now(shelf.favourite(sample.id(), true));
      now(shelf.alias(sample.id(), "toy"));
      now(shelf.savePreset(sample.id(), LaunchPreset.named("small").context(2048).build()));
      until(
          () ->
              shelf.models().now().models().stream()
                  .anyMatch(
                      m ->
                          m.alias().equals("toy")
                              && m.notes().favourite()
                              && m.notes().chosenPreset().context() == 2048));
      assertThatThrownBy(() -> now(shelf.alias(sample.id(), "two words")))
          .hasMessageContaining("without spaces");
      assertThat(now(shelf.deletionOf(sample.id())).files()).isEqualTo(List.of(sample.path()));
      now(shelf.delete(sample.id()));
      assertThat(sample.path()).doesNotExist();
    }
  }

  @Test
  void withoutAProgramAStartSaysSoAndAnInstallReports() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ProgramInstall install =
        (progress, cancelled) -> {
          go.await();
          throw new IOException("The release page cannot be reached. Try again later.");
        };
    try (DeskModelsFixture real = DeskModelsFixture.without(home, Optional.of(install))) {
      var programs = real.service().programs();
      until(() -> programs.status().now().state() == ProgramStatus.State.MISSING);
      Model sample = now(real.service().shelf().addSample());
      assertThatThrownBy(() -> now(real.service().runs().start(sample.alias())))
          .hasMessageContaining("No llama-server was found");
      assertThat(
              real.service()
                  .runs()
                  .runs()
                  .now()
                  .getOrDefault(sample.alias(), RunView.AT_REST)
                  .state())
          .isInstanceOf(ServerState.Failed.class);
      programs.install();
      assertThat(programs.status().now().state()).isEqualTo(ProgramStatus.State.INSTALLING);
      go.countDown();
      until(() -> programs.status().now().state() == ProgramStatus.State.FAILED);
      assertThat(programs.status().now().text()).contains("cannot be reached");
    }
  }

  @Test
  void aServerIsStartedMeasuredAndStoppedAndTheStripTellsIt() throws Exception {
    Path program = RealLlama.require();
    try (DeskModelsFixture real = DeskModelsFixture.open(home, program)) {
      Model sample = now(real.service().shelf().addSample());
      var runs = real.service().runs();
      now(
          real.service()
              .shelf()
              .savePreset(sample.id(), LaunchPreset.named("one").threads(1).build()));
      runs.start(sample.alias()).get(60, TimeUnit.SECONDS);
      until(() -> real.desk().server().now().phase() == ServerStatus.Phase.READY);
      assertThat(real.desk().server().now().model()).isEqualTo(sample.alias());
      until(() -> runs.runs().now().get(sample.alias()).held().isPresent());
      assertThat(runs.runs().now().get(sample.alias()).held().orElseThrow().inRam().total())
          .as("weights, cache and work buffers, as the server said")
          .isGreaterThan(sample.totalBytes());
      CountDownLatch measured = new CountDownLatch(1);
      try (var watch = runs.watchMetrics(sample.alias(), m -> measured.countDown())) {
        assertThat(measured.await(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(runs.log(sample.alias()).orElseThrow().tail(5)).isNotEmpty();
      now(runs.stop(sample.alias()));
      until(() -> real.desk().server().now().phase() == ServerStatus.Phase.NONE);
      until(() -> real.desk().server().now().memoryTotal() > 0);
    }
  }

  @Test
  void theHubThatCannotBeReachedIsExplained() {
    try (DeskModelsFixture real = DeskModelsFixture.without(home, Optional.empty())) {
      assertThatThrownBy(() -> now(real.service().hub().search("qwen")))
          .hasMessageContaining("127.0.0.1");
      assertThat(real.service().hub().hasToken()).isFalse();
    }
  }
}
