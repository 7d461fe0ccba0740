package dev.hearth.desk.controls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Prose that wraps, with `code`, **strong words** and # headings shown as what they are. */
public final class InlineFlow extends TextFlow {
  private static final Pattern MARKED =
      Pattern.compile("`([^`\\n]+)`|\\*\\*([^*\\n]+)\\*\\*|(?m:^#{1,4} +(.+)$)");

  private static final Pattern RIGHT_TO_LEFT =
      Pattern.compile("[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufeff]\\S*\\s?");

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
    // JavaFX 26 cannot wrap within a stretch of Hebrew or Arabic, but between two of them.
    Matcher word = RIGHT_TO_LEFT.matcher(text);
    int from = 0;
    while (word.find()) {
      if (word.start() > from) {
        add(text.substring(from, word.start()), styleClass);
      }
      add(word.group(), styleClass);
      from = word.end();
    }
    if (from < text.length()) {
      add(text.substring(from), styleClass);
    }
  }

  private void add(String text, String... styleClasses) {
    Text part = new Text(text);
    part.getStyleClass().addAll(styleClasses);
    getChildren().add(part);
  }
}
