package dev.hearth.desk.controls;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Text to the system clipboard. */
public final class Clips {
  private Clips() {}

  /** Puts text on the clipboard. */
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
