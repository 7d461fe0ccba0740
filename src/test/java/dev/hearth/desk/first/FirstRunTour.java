package dev.hearth.desk.first;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.tour.FakeFolders;
import dev.hearth.desk.tour.FakeLlama;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.PanelWalk;
import dev.hearth.desk.tour.Tour;
import dev.hearth.runtime.install.InstallProgress;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.util.NodeQueryUtils;

class FirstRunTour extends Tour {
  @TempDir Path home;
  private final FakeServices services = new FakeServices();
  private final FakeFolders folders = FakeFolders.usual();
  private final FakeLlama llama = new FakeLlama();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private SettingsStore store;
  private FirstRun first;

  private record Room(String id, String title, Ikon icon) implements Place {
    @Override
    public Node node() {
      return new EmptyState(icon, title, "Nothing here.");
    }

    @Override
    public List<Action> actions() {
      return List.of();
    }
  }

  @BeforeEach
  void openPage() throws Exception {
    store = SettingsStore.open(AppFolders.under(home), SettingsStore.DEFAULT_PROFILE);
    open(
        services.all(),
        shell -> {
          first =
              new FirstRun(
                  shell, store, folders, llama, new Threads(background, FxThread.EXECUTOR));
          return List.of(
              new Room("models", "Models", Feather.CPU),
              new Room("traffic", "Traffic", Feather.ACTIVITY),
              new Room("connect", "Connect", Feather.LINK));
        },
        1280,
        800);
    fx(
        () -> {
          first.offer();
          return null;
        });
    until(() -> visible("#first-start") && visible("#first-practice"));
    settle();
  }

  private boolean visible(String selector) {
    return robot.lookup(selector).match(NodeQueryUtils.isVisible()).tryQuery().isPresent();
  }

  @AfterEach
  void end() {
    fx(
        () -> {
          first.close();
          return null;
        });
    background.close();
    store.close();
  }

  @Test
  void thePracticeModelIsOneClickAway() {
    robot.clickOn("#first-practice");
    until(() -> store.current().backend().source() == BackendSettings.Source.PRACTICE);
    until(() -> stage.getTitle().startsWith("Traffic"));
    assertThat(window.shell().overlay().isOpen()).isFalse();
  }

  @Test
  void escapeSkipsAndThePageDoesNotComeBack() {
    robot.type(KeyCode.ESCAPE);
    until(() -> !window.shell().overlay().isOpen());
    until(() -> store.current().desk().firstRunDone());
    fx(
        () -> {
          first.offer();
          return null;
        });
    assertThat(window.shell().overlay().isOpen()).isFalse();
  }

  @Test
  void llamaServerIsInstalledWithProgressAndWithoutBlocking() {
    until(() -> !robot.lookup("#first-install").queryAll().isEmpty());
    shootAll("first");
    resize(1024, 700);
    shoot("first-1024");
    resize(1280, 800);
    robot.clickOn("#first-install");
    until(() -> llama.told != null);
    llama.told.accept(new InstallProgress(InstallProgress.Stage.DOWNLOADING, 31 << 20, 92 << 20));
    until(() -> !robot.lookup("#first-install-cancel").queryAll().isEmpty());
    settle();
    shoot("first-installing");
    llama.there.addAll(FakeLlama.usual().there);
    llama.done.complete(null);
    until(() -> robot.lookup("#first-install-cancel").queryAll().isEmpty());
    settle();
    shoot("first-found");
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withZoom(200));
          return null;
        });
    resize(1024, 700);
    shoot("first-200-percent");
  }

  @Test
  void thePageIsWalkedByKeys() {
    robot.type(KeyCode.ESCAPE);
    until(() -> !window.shell().overlay().isOpen());
    fx(
        () -> {
          find("#rail-traffic").requestFocus();
          return null;
        });
    var walk = new PanelWalk(robot, scene());
    aside(
        () ->
            walk.through(
                ".first-run",
                () ->
                    fx(() -> window.shell().actions().byId("first.open").orElseThrow().perform())));
    assertThat(walk.findings()).isEmpty();
  }

  @Test
  void aFolderIsChosenInTheSystemsOwnDialog() {
    dialogs.choose(Path.of("/data/llm"));
    robot.clickOn("#first-add-folder");
    until(
        () ->
            folders.folders.now().stream()
                .anyMatch(f -> f.root().path().equals(Path.of("/data/llm"))));
  }
}
