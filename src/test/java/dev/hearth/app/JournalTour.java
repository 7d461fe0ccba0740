package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.KeyboardWalk;
import dev.hearth.desk.tour.PanelWalk;
import dev.hearth.traffic.filter.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Search, export, import, incognito and the summary over a real journal. */
class JournalTour extends JournalWalk {
  @Test
  void theFilterFindsWordsThatOnlyTheJournalKnows() {
    until(() -> robot.lookup("#journal-state .chip").queryLabeled().getText().contains("Kept 60"));
    shootAll("journal-traffic");
    robot.clickOn("#filter-text").write("\"number 7 marble\" ");
    until(() -> table().getItems().size() == 1);
    robot.type(KeyCode.BACK_SPACE, 1);
    perform("traffic.clear");
    type("#filter-text", "status:failed");
    until(() -> table().getItems().size() == journal.count(Filter.parse("status:failed")));
    perform("traffic.save-filter");
    until(() -> journal.savedSearches().stream().anyMatch(s -> s.filter().equals("status:failed")));
  }

  @Test
  void incognitoIsSaidAboveTheTableAndEndsThere() {
    perform("traffic.incognito");
    until(() -> there(".journal-banner .message-box"));
    shoot("journal-incognito");
    robot.clickOn("End incognito");
    until(() -> !there(".journal-banner .message-box"));
  }

  @Test
  void trafficIsExportedWithAWarningAndImportedAgain() throws Exception {
    type("#filter-text", "tool:grep");
    until(() -> table().getItems().size() < 60);
    choose(0);
    perform("traffic.export");
    until(() -> there("#export-file"));
    shootAll("journal-export");
    shootBelow("journal-export", ".files-panel .scroll-pane");
    robot.clickOn("#format-jsonl");
    robot.clickOn("#export-masked");
    until(() -> there(".files-panel .message-warn"));
    shoot("journal-export-unmasked");
    Path file = dir.resolve("out.jsonl");
    dialogs.choose(file);
    clickWhenShown("#export-choose");
    assertThat(this.<TextField>find("#export-file").getText()).isEqualTo(file.toString());
    robot.clickOn("#export-start");
    until(() -> there("#export-show"));
    shoot("journal-export-done");
    long found = journal.count(Filter.parse("tool:grep"));
    assertThat(Files.readAllLines(file)).hasSize((int) found);
    robot.type(KeyCode.ESCAPE);
    journal.delete(journal.ids(Filter.parse("tool:grep")));
    perform("traffic.import");
    dialogs.choose(file);
    clickWhenShown("#import-choose");
    shootAll("journal-import");
    assertThat(dialogs.asked).containsExactly("Export traffic", "Import traffic");
    robot.clickOn("#import-start");
    until(() -> there("#import-show"));
    shoot("journal-import-done");
    robot.clickOn("#import-show");
    until(() -> table().getItems().size() == found);
  }

  @Test
  void itsPanelsKeepTheKeysAndGiveThemBack() {
    choose(8);
    var walk = new PanelWalk(robot, scene());
    aside(
        () -> {
          walk.through("#export-panel", () -> perform("traffic.export"));
          walk.through("#import-panel", () -> perform("traffic.import"));
          perform("traffic.mark");
          withoutNotices();
          choose(10);
          walk.through(".compare", () -> perform("traffic.compare"));
        });
    assertThat(walk.findings()).isEmpty();
  }

  private void withoutNotices() {
    fx(
        () -> {
          Window.getWindows().stream().filter(w -> w != stage).toList().forEach(Window::hide);
          return null;
        });
  }

  @Test
  void arrowsChooseWhatIsExported() {
    choose(0);
    perform("traffic.export");
    until(() -> there("#format-har"));
    fx(
        () -> {
          find("#format-har").requestFocus();
          return null;
        });
    robot.type(KeyCode.DOWN);
    until(() -> this.<TextField>find("#export-file").getText().endsWith(".jsonl"));
    robot.type(KeyCode.ESCAPE);
    until(() -> !there("#export-panel"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"summary", "replay-times"})
  void itsPagesAreWalkedByKeysAndClosedByEsc(String page) {
    choose(8);
    Node before = fx(scene()::getFocusOwner);
    perform("traffic." + page);
    until(() -> there(".journal-page"));
    until(() -> page.equals("replay-times") || there(".group-link"));
    var walk = new KeyboardWalk(robot, scene());
    aside(() -> assertThat(walk.walk()).as("%d stops", walk.stops().size()).isEmpty());
    robot.type(KeyCode.ESCAPE);
    until(() -> !there(".journal-page"));
    assertThat(fx(scene()::getFocusOwner)).isSameAs(before);
  }

  @Test
  void theSummaryAddsUpAndLeadsToTheTraffic() {
    perform("traffic.summary");
    until(() -> there(".group-link"));
    shootAll("journal-summary");
    shootBelow("journal-summary", ".summary-page .scroll-pane");
    robot.clickOn("#period-hour");
    until(() -> there(".empty-state") || there(".group-link"));
    shoot("journal-summary-hour");
    robot.clickOn("#period-all");
    until(() -> group("Claude Code").isPresent());
    fx(
        () -> {
          group("Claude Code").orElseThrow().fire();
          return null;
        });
    until(() -> table().getItems().size() == 30);
  }

  private Optional<Hyperlink> group(String name) {
    return robot.lookup(".group-link").queryAll().stream()
        .map(Hyperlink.class::cast)
        .filter(link -> link.getText().equals(name))
        .findFirst();
  }
}
