package dev.hearth.desk.tour;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;

/** A node the keys have come to, looked at as the person would who pressed them. */
final class Stop {
  /** What rounding to whole pixels makes. */
  private static final double SLACK = 2;

  private final Node node;
  private final Node within;

  Stop(Node node, Node within) {
    this.node = node;
    this.within = within;
  }

  /** What is wrong with it; on the JavaFX thread. */
  List<String> flaws() {
    List<String> flaws = new ArrayList<>();
    String name = SceneAudit.describe(node);
    if (!isWithin()) {
      flaws.add("left the panel for " + name);
    } else if (!inSight()) {
      flaws.add("not in sight: " + name);
    }
    if (!SceneAudit.named(node)) {
      flaws.add("no name: " + name);
    }
    return flaws;
  }

  /** Whether all of it is seen, or as much as what it lies in can show. */
  boolean inSight() {
    Bounds place = node.localToScene(node.getLayoutBounds());
    Bounds seen = place;
    double width = place.getWidth();
    double height = place.getHeight();
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
      if (n.getClip() != null && n != node) {
        Bounds hole = n.localToScene(n.getClip().getBoundsInParent());
        seen = cut(seen, hole);
        width = Math.min(width, hole.getWidth());
        height = Math.min(height, hole.getHeight());
      }
    }
    return width > 0 && seen.getWidth() >= width - SLACK && seen.getHeight() >= height - SLACK;
  }

  private boolean isWithin() {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n == within) {
        return true;
      }
    }
    return false;
  }

  private static Bounds cut(Bounds a, Bounds b) {
    double x = Math.max(a.getMinX(), b.getMinX());
    double y = Math.max(a.getMinY(), b.getMinY());
    return new BoundingBox(
        x,
        y,
        Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x),
        Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y));
  }
}
