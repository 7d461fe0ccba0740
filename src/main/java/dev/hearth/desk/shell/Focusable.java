package dev.hearth.desk.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Finds what takes the keys. */
final class Focusable {
  private Focusable() {}

  /** The first node within that takes the keys; the node itself counts. */
  static Optional<Node> first(Node node) {
    return find(node, false);
  }

  /** The last node within that takes the keys; the node itself counts. */
  static Optional<Node> last(Node node) {
    return find(node, true);
  }

  /** Whether a node takes the keys now. */
  static boolean takes(Node node) {
    return node.isFocusTraversable() && !node.isDisabled() && seen(node);
  }

  /** Whether a node and all it lies in are visible. */
  static boolean seen(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Node> find(Node node, boolean last) {
    if (!node.isVisible() || node.isDisabled()) {
      return Optional.empty();
    }
    if (takes(node)) {
      return Optional.of(node);
    }
    List<Node> below =
        node instanceof Parent parent ? parent.getChildrenUnmodifiable() : List.<Node>of();
    return (last ? below.reversed() : below)
        .stream().flatMap(n -> find(n, last).stream()).findFirst();
  }
}
