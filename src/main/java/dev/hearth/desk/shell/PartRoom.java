package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FocusReturn;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;

/** Gives the part that has the keys more or less room, as dragging its divider does. */
final class PartRoom {
  /** Tells a split that its divider was moved by keys. */
  static final EventType<Event> MOVED = new EventType<>(Event.ANY, "DIVIDER_MOVED_BY_KEYS");

  /** A press moves a divider by this share of the split. */
  private static final double STEP = 0.04;

  private PartRoom() {}

  static void more(Scene scene) {
    change(scene, STEP);
  }

  static void less(Scene scene) {
    change(scene, -STEP);
  }

  private static void change(Scene scene, double by) {
    Node owner = scene.getFocusOwner();
    for (Node n = owner; n != null; n = n.getParent()) {
      if (n instanceof SplitPane split && split.getItems().size() > 1) {
        move(split, owner, by);
        return;
      }
    }
  }

  /** The last part grows towards the start, all others towards the end. */
  private static void move(SplitPane split, Node owner, double by) {
    int part = 0;
    while (!FocusReturn.holds(split.getItems().get(part), owner)) {
      part++;
    }
    boolean last = part == split.getItems().size() - 1;
    int divider = last ? part - 1 : part;
    double now = split.getDividerPositions()[divider];
    split.setDividerPosition(divider, Math.clamp(now + (last ? -by : by), 0, 1));
    Event.fireEvent(split, new Event(MOVED));
  }
}
