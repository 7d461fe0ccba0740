package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.Shown;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.ModelSettings;
import dev.hearth.settings.Settings;
import dev.hearth.testing.RealLlama;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableView;
import org.junit.jupiter.api.Test;

/** How long the steps from the window to a running model take, over the real services. */
class PickAndStartTour extends DeskTour {
  private static final int FILES = 200;
  private static final int SELECTIONS = 12;

  @Test
  void twoHundredFilesAreListedAndJudged() throws Exception {
    Path models = models(FILES);
    try (var before = new RealDesk(folder.resolve("hearth"), settings(""))) {
      before.home().localModels().library().addRoot(models);
      until(() -> before.home().localModels().library().list().size() == FILES);
    }
    Shown list = new Shown("opening the services, the window and its list of 200 files");
    desk = new RealDesk(folder.resolve("hearth"), settings(""));
    list.after(
        () -> open(desk.services(), desk::furnish, 1280, 800),
        () ->
            window != null && modelTable() != null && modelTable().getExpandedItemCount() >= FILES);
    list.tell();
    Shown verdict = new Shown("a model chosen to the verdict whether it fits");
    int rows = fx(() -> modelTable().getExpandedItemCount());
    for (int i = 1; i <= SELECTIONS; i++) {
      int place = i * (rows / (SELECTIONS + 1));
      // The line of a family is no model.
      int row = fx(() -> modelTable().getTreeItem(place).isLeaf() ? place : place + 1);
      String name =
          fx(
              () -> {
                modelTable().getSelectionModel().clearSelection();
                return label("#card-name").orElse("");
              });
      verdict.after(
          () ->
              fx(
                  () -> {
                    modelTable().scrollTo(row);
                    modelTable().getSelectionModel().select(row);
                    return null;
                  }),
          () ->
              !label("#card-name").orElse(name).equals(name)
                  && label("#fit-word").filter(w -> !w.isBlank()).isPresent());
    }
    verdict.tell();
  }

  @Test
  void aStartAnswersAtOnceAndAFailureIsPutIntoWords() throws Exception {
    Path program = RealLlama.require();
    Path models = models(1);
    openDesk(settings(program.toString()));
    desk.home().localModels().library().addRoot(models);
    until(() -> label("#fit-word").filter(w -> w.equals("Fits")).isPresent());
    until(() -> label("#launch-command").filter(c -> c.contains(".gguf")).isPresent());
    Shown start = new Shown("Start pressed to the first word about it");
    Shown failure = new Shown("a server's end to the words about it");
    for (int i = 0; i < 3; i++) {
      until(() -> scene().lookup("#model-start") instanceof Button b && b.isVisible());
      start.after(
          () ->
              fx(
                  () -> {
                    ((Button) scene().lookup("#model-start")).fire();
                    return null;
                  }),
          () -> label("#state-stage").filter(s -> !s.isBlank()).isPresent());
      until(() -> state() instanceof ServerState.Ready);
      ProcessHandle process = ProcessHandle.of(((ServerState.Ready) state()).pid()).orElseThrow();
      failure.after(
          () -> {
            process.destroyForcibly();
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
          },
          () -> label("#state-cause").filter(s -> !s.isBlank()).isPresent());
      assertThat(fx(() -> label("#state-remedy"))).isPresent();
    }
    start.tell();
    failure.tell();
  }

  private Path models(int count) throws Exception {
    Path models = Files.createDirectory(folder.resolve("models"));
    for (int i = 0; i < count; i++) {
      String name = "model-%03d".formatted(i);
      ClockworkModel.write(
          models.resolve(name + ".gguf"), ClockworkModel.Options.defaults().withName(name));
    }
    return models;
  }

  private UnaryOperator<Settings> settings(String program) {
    return s -> {
      ModelSettings m = s.models();
      return known(s, BackendSettings.Source.MANAGED, "")
          .withModels(
              new ModelSettings(
                  program,
                  m.hubEndpoint(),
                  m.swapOnDemand(),
                  m.maxServers(),
                  m.idleUnloadMinutes(),
                  false,
                  m.usualForUnknownNames()));
    };
  }

  private ServerState state() {
    return desk.home()
        .localModels()
        .server("model-000")
        .map(server -> server.state())
        .orElse(new ServerState.Stopped());
  }

  private TreeTableView<?> modelTable() {
    return (TreeTableView<?>) scene().lookup("#model-table");
  }

  private Optional<String> label(String selector) {
    return Optional.ofNullable((Label) scene().lookup(selector))
        .filter(l -> l.getScene() != null && l.isVisible())
        .map(Label::getText);
  }
}
