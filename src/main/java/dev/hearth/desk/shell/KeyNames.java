package dev.hearth.desk.shell;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Keys as they are written, shown and met. */
final class KeyNames {
  private static final boolean MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

  private KeyNames() {}

  /** A key as its user reads it: {@code Ctrl+K}, {@code ⌘K}. */
  static String text(String key) {
    String name =
        key.replace("Shortcut", MAC ? "⌘" : "Ctrl")
            .replace("Equals", "=")
            .replace("Plus", "+")
            .replace("Minus", "−")
            .replace("Comma", ",")
            .replace("Period", ".");
    return MAC ? name.replace("⌘+", "⌘") : name;
  }

  /**
   * Whether it is a mark such as {@code ?}, which sits on different keys on different keyboards.
   */
  static boolean isMark(String key) {
    return key.length() == 1 && !Character.isLetterOrDigit(key.charAt(0));
  }

  /** Whether it may be meant as typing while a text field has the focus. */
  static boolean couldBeTyping(String key) {
    return !key.contains("Shortcut") && !key.contains("Alt") && !isFunctionKey(key);
  }

  /** Whether a pressed or typed key is this one. */
  static boolean matches(String key, KeyEvent event) {
    if (isMark(key)) {
      return event.getEventType() == KeyEvent.KEY_TYPED
          && event.getCharacter().equals(key)
          && !event.isShortcutDown();
    }
    return event.getEventType() == KeyEvent.KEY_PRESSED
        && KeyCombination.keyCombination(key).match(event);
  }

  private static boolean isFunctionKey(String key) {
    KeyCode code = KeyCode.getKeyCode(key.substring(key.lastIndexOf('+') + 1));
    return code != null && code.isFunctionKey();
  }
}
