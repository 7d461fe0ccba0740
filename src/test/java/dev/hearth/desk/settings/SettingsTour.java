package dev.hearth.desk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.tour.FakeFolders;
import dev.hearth.desk.tour.FakeLlama;
import dev.hearth.desk.tour.FakeLogin;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.PanelWalk;
import dev.hearth.desk.tour.Tour;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.DeskSettings;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

class SettingsTour extends Tour {
  @TempDir Path home;
  private final FakeServices services = FakeServices.ready();
  private final FakeLogin login = new FakeLogin();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private SettingsStore store;
  private SettingsDialog dialog;

  private record Room() implements Place {
    @Override
    public String id() {
      return "models";
    }

    @Override
    public String title() {
      return "Models";
    }

    @Override
    public Ikon icon() {
      return Feather.CPU;
    }

    @Override
    public Node node() {
      return new EmptyState(Feather.CPU, "Models", "Nothing here.");
    }

    @Override
    public List<Action> actions() {
      return List.of();
    }
  }

  @BeforeEach
  void openDialog() throws Exception {
    AppFolders folders = AppFolders.under(home);
    store = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE);
    store.change(
        s -> s.withDesk(new DeskSettings(DeskSettings.Theme.LIGHT, 100, true, false, false, true)));
    SettingsServices all =
        new SettingsServices(
            store,
            new SecretStore(folders),
            () -> {},
            login,
            FakeFolders.usual(),
            FakeLlama.usual(),
            new Threads(background, FxThread.EXECUTOR));
    open(
        services.all(),
        shell -> {
          dialog = new SettingsDialog(shell, all, Set::of);
          return List.of(new Room());
        },
        1280,
        800);
    robot.press(KeyCode.CONTROL, KeyCode.COMMA).release(KeyCode.COMMA, KeyCode.CONTROL);
    until(() -> !robot.lookup("#settings-search").queryAll().isEmpty());
  }

  @AfterEach
  void end() {
    fx(
        () -> {
          dialog.close();
          return null;
        });
    background.close();
    store.close();
  }

  private void type(String selector, String text) {
    robot.doubleClickOn(selector);
    robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
    robot.write(text);
    robot.type(KeyCode.ENTER);
  }

  @Test
  void aPortIsRefusedThenTakenThenRestarted() {
    type("#value-proxy-port", "99999");
    until(() -> find("#field-proxy-port").getStyleClass().contains("refused"));
    assertThat(store.current().proxy().port()).isEqualTo(8081);
    shoot("settings-refused");
    type("#value-proxy-port", "9000");
    until(() -> store.current().proxy().port() == 9000);
    until(() -> !robot.lookup("#settings-restart").queryAll().isEmpty());
    settle();
    shoot("settings-restart");
    robot.clickOn("#settings-restart");
    until(() -> robot.lookup("#settings-restart").queryAll().isEmpty());
  }

  @Test
  void searchFindsAcrossSectionsAndEscapeLeadsBack() {
    robot.clickOn("#settings-search");
    robot.write("key");
    until(() -> !robot.lookup("#field-proxy-requireKey").queryAll().isEmpty());
    shoot("settings-search");
    robot.type(KeyCode.ESCAPE);
    until(() -> this.<TextField>find("#settings-search").getText().isEmpty());
    assertThat(window.shell().overlay().isOpen()).isTrue();
    robot.type(KeyCode.ESCAPE);
    until(() -> !window.shell().overlay().isOpen());
  }

  @Test
  void switchesWorkAtOnce() {
    robot.clickOn("#settings-start");
    settle();
    robot.clickOn("#value-desk-startAtLogin");
    until(() -> login.on);
    until(() -> store.current().desk().startAtLogin());
    robot.clickOn("#settings-proxy");
    settle();
    robot.clickOn("#value-proxy-requireKey");
    until(() -> store.current().proxy().requireKey());
    until(() -> !robot.lookup("•".repeat(16)).queryAll().isEmpty());
  }

  @Test
  void switchesWorkByKeys() {
    robot.clickOn("#settings-start");
    settle();
    fx(
        () -> {
          find("#value-desk-startAtLogin").requestFocus();
          return null;
        });
    robot.type(KeyCode.SPACE);
    until(() -> login.on);
    robot.type(KeyCode.ENTER);
    until(() -> !login.on);
  }

  @Test
  void arrowsGoThroughThePages() {
    fx(
        () -> {
          find("#settings-proxy").requestFocus();
          return null;
        });
    robot.type(KeyCode.DOWN);
    until(() -> !robot.lookup("#field-guard-disabledRules-SCHEMA").queryAll().isEmpty());
    robot.type(KeyCode.UP);
    until(() -> !robot.lookup("#field-proxy-port").queryAll().isEmpty());
  }

  @Test
  void looksFollowTheSettingsAndTheKeys() {
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withZoom(120));
          return null;
        });
    until(() -> store.current().desk().zoomPercent() == 120);
    store.change(
        s -> s.withDesk(new DeskSettings(DeskSettings.Theme.DARK, 100, true, false, false, true)));
    until(() -> theme.appearanceProperty().get().mode() == Appearance.Mode.DARK);
  }

  @Test
  void lookingAtSettingsRefusesNone() {
    for (Section section : Section.values()) {
      robot.clickOn("#settings-" + section.name().toLowerCase(java.util.Locale.ROOT));
      settle();
    }
    assertThat(robot.lookup(".refused").queryAll()).isEmpty();
    assertThat(store.current().proxy()).isEqualTo(dev.hearth.settings.ProxySettings.DEFAULT);
  }

  @Test
  void everyPageIsWalkedByKeysThatStayInThePanel() {
    robot.type(KeyCode.ESCAPE);
    until(() -> !window.shell().overlay().isOpen());
    fx(
        () -> {
          find("#rail-models").requestFocus();
          return null;
        });
    var walk = new PanelWalk(robot, scene());
    aside(
        () -> {
          for (Section section : Section.values()) {
            String page = "settings." + section.name().toLowerCase(java.util.Locale.ROOT);
            walk.through(
                ".settings",
                () -> fx(() -> window.shell().actions().byId(page).orElseThrow().perform()));
          }
        });
    assertThat(walk.findings()).isEmpty();
  }

  @Test
  void itLooksRightEverywhere() {
    for (Section section : Section.values()) {
      robot.clickOn("#settings-" + section.name().toLowerCase(java.util.Locale.ROOT));
      settle();
      looks(Appearance.Mode.DARK);
      shoot("settings-" + section + "-dark");
      looks(Appearance.Mode.LIGHT);
      shoot("settings-" + section);
    }
    robot.clickOn("#settings-models");
    shootAll("settings-models");
    resize(1024, 700);
    shoot("settings-1024");
    robot.clickOn("#settings-proxy");
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withZoom(200));
          return null;
        });
    shoot("settings-200-percent");
    robot.clickOn("#settings-guard");
    settle();
    shoot("settings-200-percent-guard");
  }
}
