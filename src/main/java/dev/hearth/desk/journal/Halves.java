package dev.hearth.desk.journal;

import dev.hearth.desk.controls.FxThread;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Two halves side by side where there is room, and on one page that scrolls where not. */
final class Halves extends StackPane {
  /** Letters of width that both need beside each other. */
  private static final double ROOM_FOR_TWO = 54;

  /** How much of the width the first has. */
  private static final double FIRST = 0.4;

  private final Region first;
  private final Region second;
  private final Label measure = new Label();
  private boolean beside;

  Halves(Region first, Region second) {
    this.first = first;
    this.second = second;
    getStyleClass().add("replay-halves");
    setMinSize(0, 0);
    measure.setManaged(false);
    measure.setVisible(false);
    arrange(true);
    // Moving nodes while they are being laid out would leave them where they were.
    widthProperty().subscribe(() -> FxThread.later(this::fit));
    measure.fontProperty().subscribe(() -> FxThread.later(this::fit));
  }

  private void fit() {
    boolean roomy = getWidth() / measure.getFont().getSize() > ROOM_FOR_TWO;
    if (getWidth() > 0 && roomy != beside) {
      arrange(roomy);
    }
  }

  private void arrange(boolean roomy) {
    beside = roomy;
    if (roomy) {
      SplitPane split = new SplitPane(first, second);
      split.setDividerPositions(FIRST);
      getChildren().setAll(split, measure);
    } else {
      VBox column = new VBox(first, second);
      column.getStyleClass().add("replay-column");
      ScrollPane page = new ScrollPane(column);
      page.setFitToWidth(true);
      page.setAccessibleText("The request and its runs");
      getChildren().setAll(page, measure);
    }
  }
}
