package dev.hearth.desk.tour;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
import javafx.stage.Window;

/**
 * Notes every change of a shown control that was not made on the JavaFX thread. JavaFX itself
 * refuses only changes of the tree; a text set from elsewhere goes wrong now and then, silently.
 */
public final class ThreadGuard {
  private static final int FRAMES = 12;

  /** A menu, a tooltip or a list of suggestions: a scene of its own, which nobody watches. */
  private static final int NODES_OF_A_WINDOW = 100;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<String> intrusions = new ArrayList<>();
  private final ListChangeListener<Window> windows = this::opened;
  private volatile long nanos;
  private volatile int joined;

  /** Begins to watch a window's content, and counts other windows; on the JavaFX thread. */
  public void begin(Node root) {
    watch(root);
    Window.getWindows().addListener(windows);
  }

  /** Forgets the windows. */
  public void end() {
    Window.getWindows().removeListener(windows);
  }

  /** Processor time that watching took on the JavaFX thread, which is not the desk's. */
  public long nanos() {
    return nanos;
  }

  /** How many nodes have come into the window so far. */
  public int joined() {
    return joined;
  }

  private void opened(ListChangeListener.Change<? extends Window> change) {
    while (change.next()) {
      joined += change.getAddedSize() * NODES_OF_A_WINDOW;
    }
  }

  private void join(List<? extends Node> nodes) {
    long begun = threads.getCurrentThreadCpuTime();
    nodes.forEach(this::watch);
    nanos += threads.getCurrentThreadCpuTime() - begun;
  }

  void watch(Node node) {
    joined++;
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
                      join(change.getAddedSubList());
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
