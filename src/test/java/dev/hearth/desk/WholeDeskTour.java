package dev.hearth.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.tour.DroppedFiles;
import dev.hearth.desk.tour.KeyboardWalk;
import dev.hearth.desk.tour.PanelWalk;
import dev.hearth.desk.tour.Tour;
import dev.hearth.desk.traffic.StagedTraffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window with all its places, as somebody in the middle of a day's work has it. */
class WholeDeskTour extends Tour {
  @TempDir Path home;
  private StagedDesk desk;

  @BeforeEach
  void openDesk() throws Exception {
    desk = new StagedDesk(home);
    open(desk.services.all(), desk::furnish, 1280, 800);
    desk.work();
    go("traffic");
    until(() -> table() != null && table().getItems().size() == StagedTraffic.REQUESTS);
  }

  @AfterEach
  void endBackground() {
    desk.close();
  }

  private TableView<?> table() {
    return (TableView<?>) scene().lookup("#traffic-table");
  }

  private void go(String place) {
    fx(
        () -> {
          window.open(place);
          return null;
        });
    settle();
  }

  private void chooseRetried() {
    fx(
        () -> {
          table().getSelectionModel().clearAndSelect(StagedTraffic.REQUESTS - 2);
          table().requestFocus();
          return null;
        });
    until(this::tabFilled);
  }

  private boolean tabFilled() {
    return scene().lookup("#traffic-inspector") instanceof TabPane tabs
        && tabs.isVisible()
        && tabs.getSelectionModel().getSelectedItem().getContent() != null;
  }

  private void cardTab(String id) {
    until(() -> scene().lookup("#card-tabs") != null);
    TabPane tabs = find("#card-tabs");
    fx(
        () -> {
          tabs.getTabs().stream()
              .filter(t -> t.getId().equals(id))
              .forEach(tabs.getSelectionModel()::select);
          return null;
        });
    settle();
  }

  private void tab(String id) {
    TabPane tabs = find("#traffic-inspector");
    fx(
        () -> {
          tabs.getTabs().stream()
              .filter(t -> t.getId().equals("tab-" + id))
              .forEach(tabs.getSelectionModel()::select);
          return null;
        });
    settle();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models",
        "models log",
        "models about",
        "connect",
        "conversation",
        "attempts",
        "stream",
        "tools",
        "hops",
        "timing",
        "raw",
        "compose"
      })
  void keysReachEverythingAndShowWhereTheyAre(String what) {
    if (what.startsWith("models") || what.equals("connect")) {
      go(what.split(" ")[0]);
      if (what.contains(" ")) {
        cardTab(what.split(" ")[1]);
      }
    } else {
      chooseRetried();
      tab(what);
      if (what.equals("compose")) {
        fx(() -> window.shell().actions().byId("traffic.compose").orElseThrow().perform());
        until(() -> scene().lookup("#compose-text") != null);
      }
    }
    settle();
    var walk = new KeyboardWalk(robot, scene());
    // The pictures of every stop are the tour's own work.
    aside(() -> assertThat(walk.walk()).as("%d stops", walk.stops().size()).isEmpty());
  }

  @Test
  void panelsOverTheWindowKeepTheKeysAndGiveThemBack() {
    chooseRetried();
    var walk = new PanelWalk(robot, scene());
    aside(
        () -> {
          walk.through(".palette", () -> perform("shell.palette"));
          walk.through(".key-overlay", () -> perform("shell.keys"));
          perform("traffic.compose");
          until(() -> scene().lookup("#compose-add-tool") != null);
          focus("#compose-add-tool");
          walk.through(".tool-editor", () -> robot.type(KeyCode.ENTER));
          go("models");
          walk.through("#delete-panel", () -> perform("models.delete"));
        });
    assertThat(walk.findings()).isEmpty();
  }

  private void perform(String action) {
    fx(() -> window.shell().actions().byId(action).orElseThrow().perform());
    settle();
  }

  private void focus(String selector) {
    fx(
        () -> {
          scene().lookup(selector).requestFocus();
          return null;
        });
    settle();
  }

  @ParameterizedTest
  @ValueSource(strings = {"folders", "get", "write", "log"})
  void panelsBesideAreReachedByKeysAndClosedByEsc(String what) {
    go(what.equals("write") ? "connect" : what.equals("log") ? "traffic" : "models");
    String home =
        Map.of("write", "connect-clients", "log", "traffic-table")
            .getOrDefault(what, "model-table");
    until(() -> home.equals(scene().getFocusOwner().getId()));
    Node before = fx(scene()::getFocusOwner);
    var walk = new KeyboardWalk(robot, scene());
    switch (what) {
      case "folders" -> {
        perform("models.folders");
        focus("#why-path");
        robot.write("/home/ada/notes.bin").type(KeyCode.ENTER);
        until(() -> scene().lookup("#why-answer").isVisible());
      }
      case "get" -> {
        perform("models.get");
        assertThat(fx(() -> scene().getFocusOwner().getId())).isEqualTo("hub-query");
        robot.write("qwen3 coder").type(KeyCode.ENTER);
        until(() -> scene().lookup(".hub-hit") != null);
        focus(".hub-hit");
        robot.type(KeyCode.ENTER);
        until(() -> scene().lookup(".hub-download") != null);
      }
      case "write" -> {
        perform("connect.write");
        until(() -> scene().lookup("#connect-write-yes") != null);
        settle();
        assertThat(fx(() -> scene().getFocusOwner().getId())).isEqualTo("connect-write-yes");
      }
      default -> {
        perform("shell.log");
        until(() -> scene().lookup("#log-lines") != null);
      }
    }
    settle();
    aside(() -> assertThat(walk.walk()).as("%d stops", walk.stops().size()).isEmpty());
    String gone =
        Map.of(
                "folders", "#folder-path",
                "get", "#hub-query",
                "write", "#connect-write-yes",
                "log", "#log-lines")
            .get(what);
    focus(gone);
    robot.type(KeyCode.ESCAPE);
    until(() -> scene().lookup(gone) == null);
    settle();
    assertThat(fx(scene()::getFocusOwner)).isSameAs(before);
  }

  @Test
  void escLeavesTheChosenRequestAndLeadsOutOfLists() {
    chooseRetried();
    robot.type(KeyCode.ESCAPE);
    until(() -> table().getSelectionModel().isEmpty());
    assertThat(fx(scene()::getFocusOwner)).isSameAs(table());
  }

  @Test
  void f6GoesFromPartToPartAndComesBackToWhereOneWas() {
    chooseRetried();
    List<Node> parts = new ArrayList<>();
    Node start = fx(scene()::getFocusOwner);
    for (int i = 0; i < 12 && (parts.isEmpty() || parts.getLast() != start); i++) {
      robot.type(KeyCode.F6);
      settle();
      parts.add(fx(scene()::getFocusOwner));
    }
    assertThat(parts).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5).last().isSameAs(start);
    robot.press(KeyCode.SHIFT).type(KeyCode.F6).release(KeyCode.SHIFT);
    settle();
    assertThat(fx(scene()::getFocusOwner)).isSameAs(parts.get(parts.size() - 2));
  }

  @Test
  void dividersMoveByKeysAndAreRemembered() {
    chooseRetried();
    double before = table().getHeight();
    robot.type(KeyCode.F8);
    until(() -> table().getHeight() > before);
    until(() -> window.shell().state().number("traffic.inspector").orElse(0) > 0.42);
    robot.press(KeyCode.SHIFT).type(KeyCode.F8).release(KeyCode.SHIFT);
    until(() -> Math.abs(table().getHeight() - before) < 3);
  }

  @Test
  void headingsAndQuestionsAreWorkedFromThePalette() {
    List<String> said = new ArrayList<>();
    fx(
        () -> {
          window
              .shell()
              .notices()
              .ask("Left running", "Keep it?", Map.of("Keep", () -> said.add("k")));
          return null;
        });
    until(() -> !robot.lookup(".notice-answers .button").queryAll().isEmpty());
    // A notice is a window of its own, which the headless display gives the keys.
    fx(
        () ->
            window.shell().actions().all().stream()
                .filter(a -> a.title().equals("Keep – Left running"))
                .allMatch(dev.hearth.desk.shell.Action::perform));
    until(() -> said.equals(List.of("k")));
    until(() -> robot.lookup(".notification-bar").queryAll().isEmpty());
    fx(
        () -> {
          stage.requestFocus();
          return null;
        });
    choose("sort requests duration");
    until(() -> !table().getSortOrder().isEmpty());
    choose("hide column verdict");
    until(
        () ->
            table().getColumns().stream()
                .anyMatch(c -> c.getText().equals("Verdict") && !c.isVisible()));
    go("models");
    choose("hide column size");
    TreeTableView<?> models = find("#model-table");
    until(
        () ->
            models.getColumns().stream()
                .anyMatch(c -> c.getText().equals("Size") && !c.isVisible()));
  }

  private void choose(String words) {
    robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    until(() -> scene().lookup("#palette-query") != null);
    robot.write(words);
    until(() -> !this.<ListView<?>>find("#palette-list").getItems().isEmpty());
    settle();
    robot.type(KeyCode.ENTER);
    until(() -> scene().lookup("#palette-query") == null);
    settle();
  }

  @Test
  void aModelFileDroppedAnywhereIsAdded() throws Exception {
    Path file = Files.createFile(home.resolve("dropped.gguf"));
    chooseRetried();
    fx(
        () -> {
          DroppedFiles.on(scene().lookup("#traffic-table"), List.of(file));
          return null;
        });
    until(() -> desk.models.done().contains("add " + file));
    Path text = Files.createFile(home.resolve("notes.txt"));
    fx(
        () -> {
          DroppedFiles.on(scene().lookup("#traffic-table"), List.of(text));
          return null;
        });
    until(
        () ->
            robot.lookup(".notice-title").queryAll().stream()
                .anyMatch(n -> n.toString().contains("Nothing to do with notes.txt")));
    assertThat(desk.models.done()).doesNotContain("add " + text);
  }

  @Test
  void aQuestionStaysUntilItIsAnswered() {
    List<String> said = new ArrayList<>();
    Map<String, Runnable> answers = new LinkedHashMap<>();
    for (String word : List.of("Use it", "End it", "Leave it")) {
      answers.put(word, () -> said.add(word));
    }
    for (Appearance.Mode mode : Appearance.Mode.values()) {
      looks(mode);
      fx(
          () -> {
            window
                .shell()
                .notices()
                .ask(
                    "A model server was left running",
                    "Qwen3-Coder-30B on port 18080 was started by an earlier Hearth that did not"
                        + " end as it should. It still holds its memory.",
                    answers);
            return null;
          });
      until(() -> robot.lookup(".notice-answers .button").queryAll().size() == 3);
      settle();
      until(this::noticeWithinWindow);
      shootNotice("notice-question-" + mode.name().toLowerCase(java.util.Locale.ROOT));
      robot.clickOn("End it");
      until(() -> robot.lookup(".notification-bar").queryAll().isEmpty());
    }
    assertThat(said).containsOnly("End it").hasSize(Appearance.Mode.values().length);
  }

  private boolean noticeWithinWindow() {
    Node bar = robot.lookup(".notice").query();
    var bounds = bar.localToScreen(bar.getBoundsInLocal());
    return bounds.getMaxY() <= stage.getY() + stage.getHeight()
        && bounds.getMaxX() <= stage.getX() + stage.getWidth();
  }

  private void shootNotice(String name) {
    Node bar = robot.lookup(".notification-bar").query();
    until(() -> bar.getOpacity() == 1 && bar.getBoundsInParent().getHeight() > 60);
    dev.hearth.desk.tour.Screenshots.take(bar, name);
  }

  @Test
  void picturesOfADay() {
    for (Appearance.Mode mode : List.of(Appearance.Mode.LIGHT, Appearance.Mode.DARK)) {
      String end = "-" + mode.name().toLowerCase(java.util.Locale.ROOT);
      looks(mode);
      go("traffic");
      chooseRetried();
      for (String tab : List.of("attempts", "stream", "conversation", "tools", "timing")) {
        tab(tab);
        shoot("day-" + tab + end);
      }
      go("models");
      desk.models.measure();
      settle();
      shoot("day-models" + end);
      go("connect");
      settle();
      shoot("day-connect" + end);
    }
    looks(Appearance.Mode.LIGHT);
    clickWhenShown("#connect-write");
    until(() -> !robot.lookup("#connect-write-yes").queryAll().isEmpty());
    settle();
    shoot("day-write-light");
    clickWhenShown("#connect-write-yes");
    until(desk.connect::asked);
    fx(
        () -> {
          desk.connect.pass();
          return null;
        });
    settle();
    looks(Appearance.Mode.DARK);
    shoot("day-tested-dark");
  }
}
