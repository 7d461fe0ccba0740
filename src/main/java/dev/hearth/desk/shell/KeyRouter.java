package dev.hearth.desk.shell;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;

/**
 * Leads keys to actions: those with a modifier always, single letters only while nothing is typed.
 */
final class KeyRouter {
  private final Scene scene;
  private final Supplier<List<Action>> inForce;
  private boolean performed;

  KeyRouter(Scene scene, Supplier<List<Action>> inForce) {
    this.scene = scene;
    this.inForce = inForce;
    scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> performed = false);
    scene.addEventFilter(KeyEvent.KEY_TYPED, this::swallow);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> route(e, false));
    scene.addEventHandler(KeyEvent.KEY_PRESSED, e -> route(e, true));
    scene.addEventHandler(KeyEvent.KEY_TYPED, e -> route(e, true));
  }

  private void route(KeyEvent event, boolean plainKeys) {
    if (plainKeys && typing(scene.getFocusOwner())) {
      return;
    }
    for (Action action : inForce.get()) {
      for (String key : action.keys()) {
        if (KeyNames.couldBeTyping(key) == plainKeys
            && KeyNames.matches(key, event)
            && action.perform()) {
          event.consume();
          performed = event.getEventType() == KeyEvent.KEY_PRESSED;
          return;
        }
      }
    }
  }

  /** The letter of a key that was an action must not land in a field the action moved to. */
  private void swallow(KeyEvent typed) {
    if (performed) {
      performed = false;
      typed.consume();
    }
  }

  private static boolean typing(Node focus) {
    return switch (focus) {
      case TextInputControl text -> text.isEditable();
      case GenericStyledArea<?, ?, ?> area -> area.isEditable();
      case ComboBoxBase<?> box -> box.isEditable();
      case Spinner<?> spinner -> spinner.isEditable();
      case null, default -> false;
    };
  }
}
