package dev.hearth.desk.controls;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/**
 * Two parts on one line where there is room for both, and below each other where not. The first
 * takes what is left.
 */
public final class RoomyRow extends Region {
  private final Region first;
  private final Region second;
  private final double least;
  private final Label measure = new Label();

  /**
   * A row.
   *
   * @param first grows
   * @param second as wide as it needs to be
   * @param least letters of width the first needs to stand beside the second
   */
  public RoomyRow(Region first, Region second, double least) {
    this.first = first;
    this.second = second;
    this.least = least;
    getStyleClass().add("roomy-row");
    measure.setManaged(false);
    measure.setVisible(false);
    getChildren().setAll(first, second, measure);
    setMinWidth(0);
    second.managedProperty().subscribe(this::requestLayout);
    measure.fontProperty().subscribe(this::requestLayout);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double letter() {
    return measure.getFont().getSize();
  }

  /** The width of the second part on one line; a flow would say what it wraps at instead. */
  private double natural() {
    if (!(second instanceof FlowPane flow)) {
      return second.prefWidth(-1);
    }
    List<Node> all = flow.getChildren().stream().filter(Node::isManaged).toList();
    double widths = all.stream().mapToDouble(n -> snapSizeX(n.prefWidth(-1))).sum();
    return widths + Math.max(0, all.size() - 1) * flow.getHgap() + 1;
  }

  private double gap() {
    return snapSizeX(letter() * 0.6);
  }

  private boolean beside(double width) {
    return natural() + gap() + least * letter() <= width;
  }

  private double inner(double width) {
    return width - snappedLeftInset() - snappedRightInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return snappedLeftInset() + snappedRightInset() + least * letter() + gap() + natural();
  }

  @Override
  protected double computePrefHeight(double width) {
    double room = inner(width < 0 ? getWidth() : width);
    double edges = snappedTopInset() + snappedBottomInset();
    if (beside(room)) {
      double rest = room - natural() - gap();
      return edges + Math.max(first.prefHeight(rest), second.prefHeight(-1));
    }
    return edges + first.prefHeight(room) + gap() + second.prefHeight(room);
  }

  @Override
  protected void layoutChildren() {
    double room = inner(getWidth());
    double x = snappedLeftInset();
    double y = snappedTopInset();
    if (beside(room)) {
      double wide = snapSizeX(natural());
      double rest = room - wide - gap();
      double height = getHeight() - y - snappedBottomInset();
      double one = first.prefHeight(rest);
      double other = second.prefHeight(wide);
      first.resizeRelocate(x, snapPositionY(y + (height - one) / 2), rest, one);
      second.resizeRelocate(x + room - wide, snapPositionY(y + (height - other) / 2), wide, other);
    } else {
      double one = first.prefHeight(room);
      first.resizeRelocate(x, y, room, one);
      second.resizeRelocate(x, y + one + gap(), room, second.prefHeight(room));
    }
  }
}
