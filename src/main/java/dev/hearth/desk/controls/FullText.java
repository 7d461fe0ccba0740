package dev.hearth.desk.controls;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * Tells the whole of a text that is cut off where the mouse rests on it. Texts that have a tooltip
 * of their own keep it.
 */
public final class FullText {
  private static final String MINE = "hearth.full-text";

  private FullText() {}

  /** Watches over all texts of a window. */
  public static void on(Scene scene) {
    scene.addEventFilter(
        MouseEvent.MOUSE_ENTERED_TARGET,
        e -> {
          if (e.getTarget() instanceof Node node) {
            labeled(node).ifPresent(FullText::tell);
          }
        });
  }

  /** Gives a text that is cut off a tooltip with all of it, and takes it away when it is not. */
  public static void tell(Labeled labeled) {
    boolean mine = labeled.getProperties().containsKey(MINE);
    if (labeled.isTextTruncated() && (mine || labeled.getTooltip() == null)) {
      Tooltip tip = mine ? labeled.getTooltip() : new Tooltip();
      tip.setText(labeled.getText());
      labeled.setTooltip(tip);
      labeled.getProperties().put(MINE, true);
    } else if (mine) {
      labeled.getProperties().remove(MINE);
      labeled.setTooltip(null);
    }
  }

  private static Optional<Labeled> labeled(Node node) {
    if (node instanceof Labeled labeled) {
      return Optional.of(labeled);
    }
    return node.getParent() instanceof Labeled labeled ? Optional.of(labeled) : Optional.empty();
  }
}
