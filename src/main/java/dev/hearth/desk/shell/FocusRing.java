package dev.hearth.desk.shell;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * Shows where the keys are after any key that moved them. JavaFX shows it after Tab only, so that
 * Esc, F6 or a shortcut would leave one searching.
 */
final class FocusRing {
  private static final PseudoClass VISIBLE = PseudoClass.getPseudoClass("focus-visible");

  private boolean byKey;

  private FocusRing(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> byKey = true);
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> byKey = false);
    scene.focusOwnerProperty().addListener((o, was, now) -> moved(was, now));
  }

  static void on(Scene scene) {
    new FocusRing(scene);
  }

  private void moved(Node was, Node now) {
    if (was != null) {
      was.pseudoClassStateChanged(VISIBLE, false);
    }
    if (now != null && byKey) {
      now.pseudoClassStateChanged(VISIBLE, true);
    }
  }
}
