package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.traffic.insight.Spread;
import dev.hearth.traffic.insight.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
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

  /** Letters of width that the columns need. */
  private static final double ROOM_FOR_COLUMNS = 62;

  private static final String NONE = "–";

  private final List<Line> lines = new ArrayList<>();
  private final StackPane body = new StackPane();
  private final Label measure = new Label();
  private boolean columns;

  private record Line(Labeled name, List<String> cells) {}

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
    groups.entrySet().stream()
        .limit(MOST)
        .map(g -> line(g.getKey(), g.getValue(), open))
        .forEach(lines::add);
    measure.setManaged(false);
    measure.setVisible(false);
    getChildren().addAll(body, measure);
    columns = true;
    body.getChildren().setAll(grid());
    // Moving nodes while they are being laid out would leave them where they were.
    widthProperty().subscribe(() -> FxThread.later(this::fit));
    measure.fontProperty().subscribe(() -> FxThread.later(this::fit));
    if (groups.size() > MOST) {
      Label more = new Label((groups.size() - MOST) + " more with fewer requests");
      more.getStyleClass().add("caption");
      getChildren().add(more);
    }
  }

  private void fit() {
    boolean roomy = getWidth() / measure.getFont().getSize() > ROOM_FOR_COLUMNS;
    if (roomy != columns && getWidth() > 0) {
      columns = roomy;
      body.getChildren().setAll(roomy ? grid() : flows());
    }
  }

  private GridPane grid() {
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
      grid.add(head(HEADS.get(i)), i + 1, 0);
    }
    int row = 1;
    for (Line line : lines) {
      grid.add(line.name(), 0, row);
      for (int i = 0; i < line.cells().size(); i++) {
        grid.add(cell(line.cells().get(i)), i + 1, row);
      }
      row++;
    }
    return grid;
  }

  /** A name and below it each number that says something, with what it is. */
  private VBox flows() {
    VBox all = new VBox();
    all.getStyleClass().add("group-flows");
    for (Line line : lines) {
      FlowPane numbers = new FlowPane();
      numbers.getStyleClass().add("group-flow");
      for (int i = 0; i < line.cells().size(); i++) {
        if (!line.cells().get(i).equals(NONE)) {
          HBox pair = new HBox(head(HEADS.get(i)), cell(line.cells().get(i)));
          pair.getStyleClass().add("group-pair");
          numbers.getChildren().add(pair);
        }
      }
      all.getChildren().add(new VBox(line.name(), numbers));
    }
    return all;
  }

  private static Label head(String text) {
    Label head = new Label(text);
    head.getStyleClass().add("group-title");
    head.setMinWidth(USE_PREF_SIZE);
    return head;
  }

  private static Label cell(String text) {
    Label cell = new Label(text);
    cell.getStyleClass().addAll("mono");
    cell.setMinWidth(USE_PREF_SIZE);
    if (text.equals(NONE)) {
      cell.getStyleClass().add("muted");
    }
    return cell;
  }

  private static Labeled name(String name, Consumer<String> open) {
    if (name.startsWith("(")) {
      Label label = new Label(name);
      label.getStyleClass().add("muted");
      return label;
    }
    Hyperlink link = new Hyperlink(name);
    link.getStyleClass().add("group-link");
    link.setTooltip(new Tooltip(name + "\nShow these requests"));
    link.setOnAction(e -> open.accept(name));
    link.setMinWidth(0);
    link.setMnemonicParsing(false);
    return link;
  }

  private static Line line(String name, Stats s, Consumer<String> open) {
    return new Line(
        name(name, open),
        List.of(
            Amounts.count(s.calls()),
            s.done() + s.failed() == 0 ? NONE : Amounts.percent(s.firstTryShare()),
            count(s.repaired()),
            count(s.rescued()),
            count(s.retried()),
            count(s.failed()),
            millis(s.ttftMillis()),
            speed(s.tokensPerSecond())));
  }

  private static String count(long number) {
    return number == 0 ? NONE : Amounts.count(number);
  }

  static String millis(Spread spread) {
    return spread.count() == 0 ? NONE : Amounts.nanos((long) (spread.p50() * 1e6));
  }

  static String speed(Spread spread) {
    return spread.count() == 0 ? NONE : Amounts.speed(spread.p50());
  }
}
