package dev.hearth.desk.tour;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;

/** Whether the middle of a node is inside the window and inside all that clips it. */
public final class InSight {
  private InSight() {}

  /** Whether a person can see and click it; on the JavaFX thread. */
  public static boolean of(Node node) {
    if (node.getScene() == null) {
      return false;
    }
    Bounds place = node.localToScene(node.getLayoutBounds());
    Point2D middle = new Point2D(place.getCenterX(), place.getCenterY());
    for (Node n = node; n != null; n = n.getParent()) {
      Node clip = n.getClip();
      if (!n.isVisible()
          || clip != null && !clip.contains(clip.parentToLocal(n.sceneToLocal(middle)))) {
        return false;
      }
    }
    return place.getWidth() > 0;
  }
}
