package dev.hearth.desk.controls;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;

/** Two parts of a page, side by side where there is room and below each other where not. */
public final class Columns extends GridPane {
  private final Pane main;
  private final Pane side;
  private final double room;
  private final double share;
  private final Label measure = new Label();
  private boolean two;

  /**
   * Begins below each other.
   *
   * @param room letters of width from which they stand side by side
   * @param share the main part's share of the width in percent
   */
  public Columns(Pane main, Pane side, double room, double share) {
    this.main = main;
    this.side = side;
    this.room = room;
    this.share = share;
    getStyleClass().add("page-columns");
    main.setMinWidth(0);
    side.setMinWidth(0);
    setMinWidth(0);
    measure.setManaged(false);
    measure.setVisible(false);
    // Moving nodes while they are being laid out would leave them where they were.
    widthProperty().subscribe(() -> FxThread.later(this::fit));
    measure.fontProperty().subscribe(() -> FxThread.later(this::fit));
    arrange();
  }

  private void fit() {
    boolean roomy = getWidth() / measure.getFont().getSize() > room;
    if (roomy != two && !side.getChildren().isEmpty()) {
      two = roomy;
      arrange();
    }
  }

  private void arrange() {
    getChildren().setAll(measure);
    getColumnConstraints().setAll(column(two ? share : 100));
    add(main, 0, 0);
    if (two) {
      getColumnConstraints().add(column(100 - share));
      add(side, 1, 0);
    } else if (!side.getChildren().isEmpty()) {
      add(side, 0, 1);
    }
  }

  private static ColumnConstraints column(double percent) {
    ColumnConstraints column = new ColumnConstraints();
    column.setPercentWidth(percent);
    column.setHgrow(Priority.ALWAYS);
    column.setMinWidth(0);
    return column;
  }
}
