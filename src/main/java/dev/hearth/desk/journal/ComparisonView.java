package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.DiffView;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.replay.ArgumentChange;
import dev.hearth.traffic.replay.CallDiff;
import dev.hearth.traffic.replay.Comparison;
import dev.hearth.traffic.replay.DiffRow;
import dev.hearth.traffic.replay.Figure;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Two requests side by side: reply, calls by argument, time and tokens, request. */
final class ComparisonView extends VBox {
  /** Less than this is noise on any machine. */
  private static final double WORTH_SAYING_PERCENT = 5;

  private final Names names;

  /** What the two are called. */
  record Names(String left, String right) {
    /** A request and its replay. */
    static final Names REPLAY = new Names("Original", "Replay");
  }

  ComparisonView(Comparison comparison, Exchange left, Exchange right, Names names) {
    this.names = names;
    getStyleClass().addAll("comparison");
    boolean same = comparison.sameOutcome();
    getChildren()
        .add(
            new MessageBox(
                same ? Chip.Tone.GOOD : Chip.Tone.NEUTRAL,
                same
                    ? "The same reply and the same tool calls."
                    : "The outcome differs: " + differences(comparison) + "."));
    section("Tool calls", calls(comparison));
    section("Reply", diff(Outcome.of(left).text(), Outcome.of(right).text()));
    section("Time and tokens", figures(comparison));
    boolean asked = comparison.request().stream().anyMatch(r -> r.kind() != DiffRow.Kind.SAME);
    section(
        "Request",
        asked
            ? diff(Bodies.pretty(left), Bodies.pretty(right))
            : muted("The same request was sent."));
  }

  private static String differences(Comparison c) {
    boolean calls = !c.calls().stream().allMatch(CallDiff::same);
    boolean reply = c.reply().stream().anyMatch(r -> r.kind() != DiffRow.Kind.SAME);
    return calls && reply
        ? "other text and other tool calls"
        : calls ? "other tool calls" : "other text";
  }

  private void section(String title, Node content) {
    Label heading = new Label(title);
    heading.getStyleClass().add("strong");
    VBox box = new VBox(heading, content);
    box.getStyleClass().add("comparison-part");
    getChildren().add(box);
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    return wrapped(label);
  }

  private Node diff(String left, String right) {
    if (left.isEmpty() && right.isEmpty()) {
      return muted("Neither has any text.");
    }
    DiffView diff = new DiffView();
    diff.show(names.left(), left, names.right(), right);
    return diff;
  }

  private static Node calls(Comparison comparison) {
    if (comparison.calls().isEmpty()) {
      return muted("Neither calls a tool.");
    }
    VBox all = new VBox();
    all.getStyleClass().add("call-diffs");
    int number = 1;
    for (CallDiff call : comparison.calls()) {
      all.getChildren().add(call(number++, call));
    }
    return all;
  }

  private static Node call(int number, CallDiff call) {
    String left = call.left().isEmpty() ? "no call" : call.left();
    String right = call.right().isEmpty() ? "no call" : call.right();
    Label name = new Label(number + ". " + (left.equals(right) ? left : left + "  →  " + right));
    name.getStyleClass().add("mono");
    wrapped(name);
    Chip chip =
        call.same()
            ? new Chip("Same", Chip.Tone.GOOD, Feather.CHECK)
            : new Chip("Different", Chip.Tone.WARN, Feather.SHUFFLE);
    VBox box = new VBox(new javafx.scene.layout.HBox(10, name, chip));
    box.getStyleClass().add("call-diff");
    if (!call.changes().isEmpty()) {
      GridPane grid = grid(20, 40, 40);
      int row = 0;
      for (ArgumentChange change : call.changes()) {
        grid.addRow(
            row++,
            cell(change.path().isEmpty() ? "arguments" : change.path(), "mono", "muted"),
            cell(change.left().isEmpty() ? "–" : change.left(), "mono", "diff-del"),
            cell(change.right().isEmpty() ? "–" : change.right(), "mono", "diff-add"));
      }
      box.getChildren().add(grid);
    }
    return box;
  }

  private Node figures(Comparison comparison) {
    GridPane grid = grid(25, 25, 25, 25);
    grid.addRow(0, muted(""), head(names.left()), head(names.right()), head("Change"));
    int row = 1;
    for (Figure figure : comparison.figures()) {
      if (Double.isNaN(figure.left()) && Double.isNaN(figure.right())
          || figure.left() == 0 && figure.right() == 0) {
        continue;
      }
      grid.addRow(
          row++,
          muted(figure.name()),
          cell(figure.text(figure.left()), "mono"),
          cell(figure.text(figure.right()), "mono"),
          cell(change(figure), "mono", "muted"));
    }
    return grid;
  }

  private static String change(Figure figure) {
    if (figure.left() == figure.right()) {
      return "the same";
    }
    double percent = figure.changePercent();
    if (Double.isNaN(percent) || Math.abs(percent) < WORTH_SAYING_PERCENT) {
      return Double.isNaN(percent) ? "" : "about the same";
    }
    return String.format(Locale.ROOT, "%+.0f %%", percent);
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("group-title");
    return wrapped(label);
  }

  private static Label cell(String text, String... classes) {
    Label label = new Label(text);
    label.getStyleClass().addAll(classes);
    label.setMaxWidth(Double.MAX_VALUE);
    return wrapped(label);
  }

  private static Label wrapped(Label label) {
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static GridPane grid(double... percents) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("comparison-grid");
    for (double percent : percents) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(percent);
      column.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(column);
    }
    return grid;
  }
}
