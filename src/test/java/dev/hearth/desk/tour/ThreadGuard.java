package dev.hearth.desk.tour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;

/**
 * Notes every change of a shown control that was not made on the JavaFX thread. JavaFX itself
 * refuses only changes of the tree; a text set from elsewhere goes wrong now and then, silently.
 */
public final class ThreadGuard {
  private static final int FRAMES = 12;

  private final List<String> intrusions = new ArrayList<>();

  /** Watches a node and all below it, now and later; on the JavaFX thread. */
  public void watch(Node node) {
    node.visibleProperty().subscribe((old, now) -> check("visible", node));
    node.disableProperty().subscribe((old, now) -> check("disable", node));
    node.getStyleClass()
        .addListener((ListChangeListener<String>) change -> check("style class", node));
    switch (node) {
      case Labeled labeled -> labeled.textProperty().subscribe((o, n) -> check("text", node));
      case TextInputControl in -> in.textProperty().subscribe((o, n) -> check("text", node));
      case TableView<?> table -> table.itemsProperty().subscribe((o, n) -> check("items", node));
      default -> {}
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::watch);
      parent
          .getChildrenUnmodifiable()
          .addListener(
              (ListChangeListener<Node>)
                  change -> {
                    check("children", parent);
                    while (change.next()) {
                      change.getAddedSubList().forEach(this::watch);
                    }
                  });
    }
  }

  private void check(String what, Node node) {
    if (!Platform.isFxApplicationThread()) {
      String from =
          Arrays.stream(Thread.currentThread().getStackTrace())
              .map(StackTraceElement::toString)
              .filter(frame -> frame.contains("dev.hearth"))
              .limit(FRAMES)
              .collect(Collectors.joining("\n  "));
      synchronized (intrusions) {
        intrusions.add(what + " of " + node + " on " + Thread.currentThread() + "\n  " + from);
      }
    }
  }

  /** What was changed by others, with where from. */
  public List<String> intrusions() {
    synchronized (intrusions) {
      return List.copyOf(intrusions);
    }
  }
}
