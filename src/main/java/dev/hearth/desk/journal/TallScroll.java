package dev.hearth.desk.journal;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** As tall as its content needs at its width, and scrolling where there is not so much room. */
final class TallScroll extends ScrollPane {
  TallScroll(Region content, String spoken) {
    super(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinSize(0, 0);
    setAccessibleText(spoken);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    double edges = snappedTopInset() + snappedBottomInset();
    double sides = snappedLeftInset() + snappedRightInset();
    double room = width < 0 ? -1 : width - sides;
    return edges + Math.ceil(getContent().prefHeight(room));
  }
}
