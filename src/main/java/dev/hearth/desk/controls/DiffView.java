package dev.hearth.desk.controls;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Two texts side by side; changes are told by a sign in the margin as well as by colour. */
public final class DiffView extends VBox {
  /** Beyond this the eye needs a summary, not more rows. */
  private static final int MOST_ROWS = 400;

  public DiffView() {
    getStyleClass().add("diff");
    setMinWidth(0);
  }

  /** Compares two texts under two headings. */
  public void show(String leftTitle, String left, String rightTitle, String right) {
    List<DiffModel.Row> rows = DiffModel.compare(left, right);
    GridPane grid = new GridPane();
    grid.setMinWidth(0);
    grid.getColumnConstraints().addAll(margin(), half(), margin(), half());
    grid.add(title(leftTitle), 0, 0, 2, 1);
    grid.add(title(rightTitle), 2, 0, 2, 1);
    if (DiffModel.same(rows)) {
      Label same = new Label("Both are the same.");
      same.getStyleClass().addAll("muted", "diff-fold");
      grid.add(same, 0, 1, 4, 1);
    } else {
      int at = 1;
      for (DiffModel.Row row : rows.subList(0, Math.min(rows.size(), MOST_ROWS))) {
        add(grid, at++, row);
      }
      if (rows.size() > MOST_ROWS) {
        Label more = new Label((rows.size() - MOST_ROWS) + " more rows are not shown");
        more.getStyleClass().addAll("muted", "diff-fold");
        grid.add(more, 0, at, 4, 1);
      }
    }
    getChildren().setAll(grid);
  }

  private static void add(GridPane grid, int at, DiffModel.Row row) {
    if (row.kind() == DiffModel.Kind.FOLDED) {
      Label folded = new Label("⋯ " + row.folded() + " equal lines");
      folded.getStyleClass().addAll("muted", "diff-fold");
      folded.setMaxWidth(Double.MAX_VALUE);
      grid.add(folded, 0, at, 4, 1);
      return;
    }
    boolean left = row.kind() == DiffModel.Kind.CHANGED || row.kind() == DiffModel.Kind.REMOVED;
    boolean right = row.kind() == DiffModel.Kind.CHANGED || row.kind() == DiffModel.Kind.ADDED;
    grid.add(number(row.leftNumber(), left ? "−" : " "), 0, at);
    grid.add(line(row.left(), left ? "diff-del" : "diff-same"), 1, at);
    grid.add(number(row.rightNumber(), right ? "+" : " "), 2, at);
    grid.add(line(row.right(), right ? "diff-add" : "diff-same"), 3, at);
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().addAll("group-title", "diff-title");
    title.setMaxWidth(Double.MAX_VALUE);
    return title;
  }

  private static Label number(int number, String sign) {
    Label label = new Label(number == 0 ? "" : number + " " + sign);
    label.getStyleClass().add("diff-number");
    label.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Node line(List<DiffModel.Piece> pieces, String styleClass) {
    TextFlow flow = new TextFlow();
    for (DiffModel.Piece piece : pieces) {
      Text text = new Text(piece.text());
      text.getStyleClass().add("diff-text");
      if (piece.strong()) {
        // Text has no background, so a strong piece is a label that has.
        Label label = new Label(piece.text());
        label.getStyleClass().addAll("diff-text", styleClass + "-strong");
        label.setMinWidth(Region.USE_PREF_SIZE);
        flow.getChildren().add(piece.text().length() > 60 ? strong(text) : label);
      } else {
        flow.getChildren().add(text);
      }
    }
    flow.setMinWidth(0);
    StackPane cell = new StackPane(flow);
    cell.setMinWidth(0);
    cell.getStyleClass().addAll("diff-line", styleClass);
    return cell;
  }

  /** A long piece must wrap, which a label inside a flow does not. */
  private static Text strong(Text text) {
    text.getStyleClass().add("diff-long-strong");
    return text;
  }

  private static ColumnConstraints margin() {
    ColumnConstraints margin = new ColumnConstraints();
    margin.setHgrow(Priority.NEVER);
    return margin;
  }

  private static ColumnConstraints half() {
    ColumnConstraints half = new ColumnConstraints();
    // Equal preferences share the room equally, and leave the margins what they need.
    half.setHgrow(Priority.ALWAYS);
    half.setPrefWidth(0);
    half.setMinWidth(0);
    half.setMaxWidth(Double.MAX_VALUE);
    return half;
  }
}
