package dev.hearth.desk.tour;

import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Lays a window's content out at any size and shows it scaled down to what the headless display
 * holds: JavaFX's headless screen is 1000 by 1000 pixels, and a larger window breaks it. Mouse and
 * keys reach the content as usual, pictures are taken of it unscaled.
 */
final class FittedRoot extends Pane {
  /** Below the headless screen's edge, so that popups and their shadows stay on it. */
  static final double SCREEN = 800;

  private final Region content;
  private final Group group;
  private double contentWidth;
  private double contentHeight;

  FittedRoot(Region content, double width, double height) {
    this.content = content;
    this.group = new Group(content);
    getChildren().add(group);
    fit(width, height);
  }

  void fit(double width, double height) {
    contentWidth = width;
    contentHeight = height;
    double scale = Math.min(1, SCREEN / Math.max(width, height));
    group.getTransforms().setAll(new Scale(scale, scale));
    content.setMinSize(width, height);
    content.setPrefSize(width, height);
    content.setMaxSize(width, height);
    requestLayout();
  }

  Parent content() {
    return content;
  }

  @Override
  protected void layoutChildren() {
    content.resize(contentWidth, contentHeight);
    group.relocate(0, 0);
  }
}
