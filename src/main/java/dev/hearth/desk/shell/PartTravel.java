package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FocusReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;

/**
 * Goes from one part of the window to the next and comes back to where one was in each. The parts
 * are what the dividers divide, and what stands beside them.
 */
final class PartTravel {
  private final Supplier<List<Node>> frame;
  private final Map<Node, Node> left = new WeakHashMap<>();

  PartTravel(Supplier<List<Node>> frame) {
    this.frame = frame;
  }

  void next() {
    go(1);
  }

  void previous() {
    go(-1);
  }

  private void go(int by) {
    List<Node> parts =
        frame.get().stream()
            .flatMap(n -> parts(n).stream())
            .filter(p -> Focusable.first(p).isPresent())
            .toList();
    if (parts.isEmpty()) {
      return;
    }
    Scene scene = parts.getFirst().getScene();
    Node focused = scene.getFocusOwner();
    int here = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (FocusReturn.holds(parts.get(i), focused)) {
        here = i;
        left.put(parts.get(i), focused);
      }
    }
    int from = here < 0 && by < 0 ? 0 : here;
    enter(parts.get(Math.floorMod(from + by, parts.size())));
  }

  private void enter(Node part) {
    Node before = left.get(part);
    if (before != null && FocusReturn.holds(part, before) && Focusable.takes(before)) {
      before.requestFocus();
    } else {
      Focusable.first(part).ifPresent(Node::requestFocus);
    }
  }

  /** A node, or what its dividers divide it into. */
  private static List<Node> parts(Node node) {
    if (!node.isVisible()) {
      return List.of();
    }
    List<Node> below =
        node instanceof SplitPane split
            ? split.getItems()
            : node instanceof Parent parent && divided(parent)
                ? parent.getChildrenUnmodifiable()
                : List.of();
    if (below.isEmpty()) {
      return List.of(node);
    }
    List<Node> all = new ArrayList<>();
    below.forEach(n -> all.addAll(parts(n)));
    return all;
  }

  private static boolean divided(Parent parent) {
    return parent.getChildrenUnmodifiable().stream()
        .filter(Node::isVisible)
        .anyMatch(n -> n instanceof SplitPane || n instanceof Parent p && divided(p));
  }
}
