package dev.hearth.desk.journal;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Parts of equal width, as many beside each other as have room, the rest in lines below. */
final class EvenRow extends Region {
  /** Letters of space between parts. */
  private static final double GAP = 0.9;

  private final List<Region> parts;
  private final double least;
  private final Label measure = new Label();

  /**
   * A row.
   *
   * @param least letters of width that each part needs
   */
  EvenRow(List<Region> parts, double least) {
    this.parts = List.copyOf(parts);
    this.least = least;
    measure.setManaged(false);
    measure.setVisible(false);
    measure.fontProperty().subscribe(this::requestLayout);
    getChildren().setAll(parts);
    getChildren().add(measure);
    setMinWidth(0);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double letter() {
    return measure.getFont().getSize();
  }

  private double gap() {
    return snapSpaceX(GAP * letter());
  }

  private int beside(double width) {
    double each = least * letter() + gap();
    return (int) Math.clamp((width + gap()) / each, 1, parts.size());
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return parts.size() * (least * letter() + gap()) - gap();
  }

  @Override
  protected double computePrefHeight(double width) {
    return arrange(width < 0 ? getWidth() : width, false);
  }

  @Override
  protected void layoutChildren() {
    arrange(getWidth(), true);
  }

  /** Goes through the lines and says how tall they are together. */
  private double arrange(double width, boolean place) {
    int most = beside(width);
    double y = 0;
    for (int from = 0; from < parts.size(); from += most) {
      List<Region> line = parts.subList(from, Math.min(parts.size(), from + most));
      double each = Math.floor((width - gap() * (line.size() - 1)) / line.size());
      double tall = line.stream().mapToDouble(p -> snapSizeY(p.prefHeight(each))).max().orElse(0);
      for (int i = 0; place && i < line.size(); i++) {
        line.get(i).resizeRelocate(snapPositionX(i * (each + gap())), y, each, tall);
      }
      y += tall + (from + most < parts.size() ? gap() : 0);
    }
    return y;
  }
}
