package dev.hearth.desk.controls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.hearth.wire.Json;

/**
 * A text made fit for showing: JSON indented, endless lines and endless texts cut with a word about
 * it. Copying always gives the original.
 *
 * @param text what to show
 * @param language how to colour it
 * @param note what was cut, empty when nothing was
 */
public record ShownText(String text, Highlight.Language language, String note) {
  /** Laying out longer lines takes noticeable time; base64 pictures are far beyond. */
  static final int LONGEST_LINE = 2_000;

  /** Larger texts take the text area more than a pulse. */
  static final int LONGEST_TEXT = 400_000;

  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  /** JSON indented when it is JSON, else the text as it is. */
  public static ShownText of(String text) {
    String trimmed = text.stripLeading();
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      return Json.parse(text)
          .map(node -> cut(pretty(node), Highlight.Language.JSON))
          .orElseGet(() -> cut(text, Highlight.Language.JSON));
    }
    boolean events = trimmed.startsWith("data:") || trimmed.startsWith("event:");
    return cut(text, events ? Highlight.Language.SSE : Highlight.Language.PLAIN);
  }

  /** A text of a known language as it is. */
  public static ShownText of(String text, Highlight.Language language) {
    return cut(text, language);
  }

  /** Indented text of a value. */
  public static String pretty(com.fasterxml.jackson.databind.JsonNode node) {
    try {
      return Json.MAPPER.writer(PRINTER).writeValueAsString(node);
    } catch (JsonProcessingException e) {
      return node.toString();
    }
  }

  private static ShownText cut(String text, Highlight.Language language) {
    String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    StringBuilder out = new StringBuilder(shown.length());
    boolean lines = false;
    int at = 0;
    while (at <= shown.length()) {
      int end = shown.indexOf('\n', at);
      end = end < 0 ? shown.length() : end;
      if (end - at > LONGEST_LINE) {
        lines = true;
        out.append(shown, at, at + LONGEST_LINE)
            .append(" … ")
            .append(Amounts.count(end - at - LONGEST_LINE))
            .append(" more");
      } else {
        out.append(shown, at, end);
      }
      if (end < shown.length()) {
        out.append('\n');
      }
      at = end + 1;
    }
    return new ShownText(out.toString(), language, note(text.length(), lines));
  }

  private static String note(int length, boolean lines) {
    if (length > LONGEST_TEXT) {
      return "Showing the first "
          + Amounts.count(LONGEST_TEXT)
          + " of "
          + Amounts.count(length)
          + " characters. Copy takes all of it.";
    }
    return lines ? "Very long lines are shortened here. Copy takes them whole." : "";
  }
}
