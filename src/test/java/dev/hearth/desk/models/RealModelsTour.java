package dev.hearth.desk.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.app.DeskModelsFixture;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.testing.RealLlama;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Models place over the real library, fleet and llama-server. */
class RealModelsTour extends Tour {
  @TempDir Path home;

  private DeskModelsFixture real;

  private void openPlace(Path program) {
    real = DeskModelsFixture.open(home, program);
    open(
        FakeServices.ready().all(),
        shell -> List.of(new ModelsPlace(shell, real.service())),
        1280,
        800);
  }

  private String text(String selector) {
    return robot.lookup(selector).tryQuery().map(n -> ((Label) n).getText()).orElse("");
  }

  private ServerState state() {
    return real.service().runs().runs().now().getOrDefault("tiny", RunView.AT_REST).state();
  }

  private void untilReal(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  @Test
  void aFolderIsAddedAModelStartedKilledRestartedAndStopped() throws Exception {
    Path program = RealLlama.require();
    Path folder = Files.createDirectories(home.resolve("mine"));
    ClockworkModel.write(folder.resolve("tiny.gguf"));
    openPlace(program);
    try {
      until(() -> !robot.lookup("#empty-folder").queryAll().isEmpty());
      robot.clickOn("#empty-folder");
      robot.clickOn("#folder-path").write(folder.toString()).type(KeyCode.ENTER);
      until(() -> text("#card-name").equals("tiny"));
      robot.type(KeyCode.ESCAPE);
      until(() -> text("#fit-word").equals("Fits"));
      until(() -> text("#launch-command").contains("tiny.gguf"));
      robot.clickOn("#model-start");
      untilReal(() -> state() instanceof ServerState.Ready);
      until(() -> text("#state-serving").startsWith("Serving on port"));
      shoot("models-real-ready");
      long pid = ((ServerState.Ready) state()).pid();

      assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
      untilReal(() -> state() instanceof ServerState.Ready again && again.pid() != pid);
      until(() -> text("#state-serving").contains("Started again once after a crash"));
      robot.clickOn("#log");
      until(() -> !this.<ListView<?>>find("#server-log").getItems().isEmpty());
      shoot("models-real-restarted");

      long second = ((ServerState.Ready) state()).pid();
      robot.clickOn("#model-stop");
      untilReal(() -> state() instanceof ServerState.Stopped);
      until(() -> this.find("#model-start").isVisible());
      assertThat(ProcessHandle.of(second).filter(ProcessHandle::isAlive)).isEmpty();
    } finally {
      closeAll();
    }
  }

  @Test
  void aServerThatIsLostForGoodIsExplainedAndStartedAgain() throws Exception {
    Path program = RealLlama.require();
    openPlace(program);
    try {
      until(() -> !robot.lookup("#empty-sample").queryAll().isEmpty());
      robot.clickOn("#empty-sample");
      String name = "tiny-clockwork";
      untilReal(
          () ->
              real.service().runs().runs().now().getOrDefault(name, RunView.AT_REST).state()
                  instanceof ServerState.Ready);
      fx(
          () -> {
            robot.lookup("#fit-context").queryAs(javafx.scene.control.Slider.class).setValue(2);
            return null;
          });
      until(() -> text("#launch-command").contains("-c 4096"));
      robot.clickOn("#flag-search").write("rope-scale");
      ListView<?> flags = find("#flag-list");
      until(() -> !flags.getItems().isEmpty());
      robot.clickOn("#flag-list .list-cell");
      robot.clickOn("#flag-value").write("nonsense").type(KeyCode.ENTER);
      until(() -> text("#launch-command").contains("nonsense"));
      robot.clickOn("#model-restart");
      until(() -> !text("#state-cause").isEmpty());
      assertThat(text("#state-remedy")).isNotEmpty();
      shoot("models-real-failed");
      robot.clickOn("#preset-undo");
      fx(
          () -> {
            robot.lookup(".flag-chip").queryAll().stream()
                .map(javafx.scene.control.Button.class::cast)
                .filter(b -> b.getText().contains("nonsense"))
                .findFirst()
                .ifPresent(javafx.scene.control.Button::fire);
            return null;
          });
      until(() -> !text("#launch-command").contains("nonsense"));
      robot.clickOn("#model-start");
      untilReal(
          () -> real.service().runs().runs().now().get(name).state() instanceof ServerState.Ready);
    } finally {
      closeAll();
    }
  }

  private void closeAll() {
    real.close();
  }
}
