package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FxThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * Keeps the keys near where they were when what had them goes away, as a button does that is
 * replaced by what it did. JavaFX would begin again at the window's first control.
 */
final class FocusKeeper {
  private final Scene scene;
  private List<Step> way = List.of();
  private boolean lost;

  /** A parent of what had the keys, and which of its children led there. */
  private record Step(Parent parent, int child) {}

  private FocusKeeper(Scene scene) {
    this.scene = scene;
    scene.focusOwnerProperty().addListener((o, was, now) -> moved(now));
  }

  static void on(Scene scene) {
    new FocusKeeper(scene);
  }

  /** JavaFX takes the keys from what is gone before it gives them to something else. */
  private void moved(Node now) {
    if (now == null) {
      lost = true;
      return;
    }
    if (lost) {
      List<Step> left = way;
      FxThread.later(() -> stayNear(left, now));
    }
    lost = false;
    way = wayTo(now);
  }

  private void stayNear(List<Step> left, Node given) {
    if (scene.getFocusOwner() != given) {
      return;
    }
    left.stream()
        .filter(s -> s.parent().getScene() == scene && Focusable.seen(s.parent()))
        .flatMap(s -> near(s).stream())
        .findFirst()
        .ifPresent(Node::requestFocus);
  }

  private static Optional<Node> near(Step step) {
    List<Node> children = step.parent().getChildrenUnmodifiable();
    int at = Math.clamp(step.child(), 0, children.size());
    return children.subList(at, children.size()).stream()
        .flatMap(n -> Focusable.first(n).stream())
        .findFirst()
        .or(
            () ->
                children.subList(0, at).reversed().stream()
                    .flatMap(n -> Focusable.last(n).stream())
                    .findFirst());
  }

  private static List<Step> wayTo(Node node) {
    List<Step> way = new ArrayList<>();
    for (Node n = node; n.getParent() != null; n = n.getParent()) {
      way.add(new Step(n.getParent(), n.getParent().getChildrenUnmodifiable().indexOf(n)));
    }
    return way;
  }
}
