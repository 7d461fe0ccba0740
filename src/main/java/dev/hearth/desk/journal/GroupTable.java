package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.traffic.insight.Spread;
import dev.hearth.traffic.insight.Stats;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How each of some groups fared, a line each; a name leads to its traffic. */
final class GroupTable extends VBox {
  /** The rest is a long tail of single calls. */
  private static final int MOST = 12;

  private static final List<String> HEADS =
      List.of(
          "Requests",
          "First try",
          "Repaired",
          "Rescued",
          "Asked again",
          "Failed",
          "First token",
          "Tokens/s");

  GroupTable(String title, Map<String, Stats> groups, Consumer<String> open) {
    getStyleClass().add("group-table");
    Label heading = new Label(title);
    heading.getStyleClass().add("strong");
    getChildren().add(heading);
    if (groups.isEmpty()) {
      Label none = new Label("None in this period.");
      none.getStyleClass().add("muted");
      getChildren().add(none);
      return;
    }
    GridPane grid = grid();
    int row = 1;
    for (Map.Entry<String, Stats> group : groups.entrySet()) {
      if (row <= MOST) {
        line(grid, row, group.getKey(), group.getValue(), open);
      }
      row++;
    }
    getChildren().add(grid);
    if (groups.size() > MOST) {
      Label more = new Label((groups.size() - MOST) + " more with fewer requests");
      more.getStyleClass().add("caption");
      getChildren().add(more);
    }
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("group-grid");
    ColumnConstraints name = new ColumnConstraints();
    name.setHgrow(Priority.ALWAYS);
    name.setMinWidth(0);
    name.setPrefWidth(0);
    grid.getColumnConstraints().add(name);
    for (int i = 0; i < HEADS.size(); i++) {
      ColumnConstraints number = new ColumnConstraints();
      number.setPercentWidth(9);
      number.setHalignment(HPos.RIGHT);
      grid.getColumnConstraints().add(number);
      Label head = new Label(HEADS.get(i));
      head.getStyleClass().add("group-title");
      grid.add(head, i + 1, 0);
    }
    return grid;
  }

  private static void line(GridPane grid, int row, String name, Stats s, Consumer<String> open) {
    boolean named = !name.startsWith("(");
    if (named) {
      Hyperlink link = new Hyperlink(name);
      link.getStyleClass().add("group-link");
      link.setTooltip(new Tooltip("Show these requests"));
      link.setOnAction(e -> open.accept(name));
      link.setMinWidth(0);
      link.setMnemonicParsing(false);
      grid.add(link, 0, row);
    } else {
      Label label = new Label(name);
      label.getStyleClass().add("muted");
      grid.add(label, 0, row);
    }
    List<String> cells =
        List.of(
            Amounts.count(s.calls()),
            s.done() + s.failed() == 0 ? "–" : Amounts.percent(s.firstTryShare()),
            count(s.repaired()),
            count(s.rescued()),
            count(s.retried()),
            count(s.failed()),
            millis(s.ttftMillis()),
            speed(s.tokensPerSecond()));
    for (int i = 0; i < cells.size(); i++) {
      Label cell = new Label(cells.get(i));
      cell.getStyleClass().addAll("mono");
      if (cells.get(i).equals("–")) {
        cell.getStyleClass().add("muted");
      }
      grid.add(cell, i + 1, row);
    }
  }

  private static String count(long number) {
    return number == 0 ? "–" : Amounts.count(number);
  }

  static String millis(Spread spread) {
    return spread.count() == 0 ? "–" : Amounts.nanos((long) (spread.p50() * 1e6));
  }

  static String speed(Spread spread) {
    return spread.count() == 0 ? "–" : Amounts.speed(spread.p50());
  }
}
