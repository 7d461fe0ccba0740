package dev.hearth.desk.shell;

import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Tab leads on from every text: a tab in a note is not worth a trap. */
final class TabKey {
  private TabKey() {}

  /** Leads on wherever no panel, which turns Tab round itself, lies over the window. */
  static void on(Scene scene, BooleanSupplier panel) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.TAB
              && !panel.getAsBoolean()
              && scene.getFocusOwner() instanceof TextArea area) {
            e.consume();
            TraversalDirection way =
                e.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT;
            area.requestFocusTraversal(way);
          }
        });
  }
}
