package dev.hearth.desk.controls;

import javafx.scene.Node;

/** Gives the keys to what may come into the window only some pulses from now. */
public final class FocusSoon {
  /** What is built over several pulses and then gets its skin needs no more. */
  private static final int PULSES = 8;

  private FocusSoon() {}

  /** Gives a node the keys as soon as it can have them. */
  public static void on(Node node) {
    attempt(node, PULSES);
  }

  private static void attempt(Node node, int left) {
    node.requestFocus();
    boolean taken = node.getScene() != null && node.getScene().getFocusOwner() == node;
    if (!taken && left > 0) {
      Pulse.ofToolkit().next(() -> attempt(node, left - 1));
    }
  }
}
