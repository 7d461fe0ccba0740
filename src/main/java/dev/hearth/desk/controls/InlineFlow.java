package dev.hearth.desk.controls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Prose that wraps, with `code`, **strong words** and # headings shown as what they are. */
public final class InlineFlow extends TextFlow {
  private static final Pattern MARKED =
      Pattern.compile("`([^`\\n]+)`|\\*\\*([^*\\n]+)\\*\\*|(?m:^#{1,4} +(.+)$)");

  /**
   * @param text the prose
   * @param styleClass of its plain parts
   */
  public InlineFlow(String text, String styleClass) {
    setMinWidth(0);
    setAccessibleText(text);
    Matcher found = MARKED.matcher(text);
    int from = 0;
    while (found.find()) {
      plain(text.substring(from, found.start()), styleClass);
      if (found.group(1) != null) {
        add(found.group(1), styleClass, "inline-code");
      } else {
        add(found.group(found.group(2) != null ? 2 : 3), styleClass, "inline-strong");
      }
      from = found.end();
    }
    plain(text.substring(from), styleClass);
  }

  private void plain(String text, String styleClass) {
    if (!text.isEmpty()) {
      add(text, styleClass);
    }
  }

  private void add(String text, String... styleClasses) {
    Text part = new Text(text);
    part.getStyleClass().addAll(styleClasses);
    getChildren().add(part);
  }
}
