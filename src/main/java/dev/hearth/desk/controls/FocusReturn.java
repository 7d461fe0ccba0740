package dev.hearth.desk.controls;

import javafx.scene.Node;

/** Remembers who had the keys when a part of the window opened, and gives them back. */
public final class FocusReturn {
  private Node before;

  /** Remembers who has the keys of a window now. */
  public void remember(Node anywhere) {
    before = anywhere.getScene() == null ? null : anywhere.getScene().getFocusOwner();
  }

  /** Takes a part away; keys that were in it go back to where they were before. */
  public void leave(Node part, Runnable removal) {
    boolean inside = part.getScene() != null && holds(part, part.getScene().getFocusOwner());
    removal.run();
    if (inside) {
      giveBack();
    }
  }

  /** Gives the keys back if who had them is still to be seen. */
  public void giveBack() {
    if (before != null && takes(before)) {
      before.requestFocus();
    }
    before = null;
  }

  /** Whether a node is another or lies in it. */
  public static boolean holds(Node outer, Node inner) {
    for (Node n = inner; n != null; n = n.getParent()) {
      if (n == outer) {
        return true;
      }
    }
    return false;
  }

  private static boolean takes(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null && !node.isDisabled();
  }
}
