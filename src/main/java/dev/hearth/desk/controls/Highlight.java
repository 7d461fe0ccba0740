package dev.hearth.desk.controls;

import java.util.ArrayList;
import java.util.List;

/** Colours text by its syntax; a single forward pass that accepts any text, valid or not. */
public final class Highlight {
  private Highlight() {}

  /** What a text is. */
  public enum Language {
    PLAIN,
    JSON,
    SSE
  }

  /**
   * A coloured stretch.
   *
   * @param from first character
   * @param to after the last
   * @param styleClass its style
   */
  public record Span(int from, int to, String styleClass) {}

  /** The coloured stretches of a text, in order and without overlap. */
  public static List<Span> of(String text, Language language) {
    List<Span> spans = new ArrayList<>();
    switch (language) {
      case JSON -> json(text, 0, text.length(), spans);
      case SSE -> sse(text, spans);
      case PLAIN -> {}
    }
    return spans;
  }

  private static void sse(String text, List<Span> spans) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      int colon = text.indexOf(':', at);
      if (at < end && "{[".indexOf(text.charAt(at)) >= 0) {
        json(text, at, end, spans);
      } else if (colon == at) {
        spans.add(new Span(at, end, "code-comment"));
      } else if (colon > at && colon < end) {
        spans.add(new Span(at, colon, "code-literal"));
        int value = colon + 1;
        while (value < end && text.charAt(value) == ' ') {
          value++;
        }
        if (value < end && "{[".indexOf(text.charAt(value)) >= 0) {
          json(text, value, end, spans);
        }
      }
      at = end + 1;
    }
  }

  private static void json(String text, int from, int to, List<Span> spans) {
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (c == '"') {
        int end = stringEnd(text, at, to);
        spans.add(new Span(at, end, isKey(text, end, to) ? "code-key" : "code-string"));
        at = end;
      } else if (c == '-' || Character.isDigit(c)) {
        int end = at + 1;
        while (end < to && "+-.eE0123456789".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        spans.add(new Span(at, end, "code-number"));
        at = end;
      } else if (Character.isLetter(c)) {
        int end = at + 1;
        while (end < to && Character.isLetterOrDigit(text.charAt(end))) {
          end++;
        }
        if (isLiteral(text.substring(at, end))) {
          spans.add(new Span(at, end, "code-literal"));
        }
        at = end;
      } else {
        at++;
      }
    }
  }

  private static boolean isLiteral(String word) {
    return word.equals("true") || word.equals("false") || word.equals("null");
  }

  private static int stringEnd(String text, int quote, int to) {
    int at = quote + 1;
    while (at < to) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"' || c == '\n') {
        return Math.min(to, at + (c == '"' ? 1 : 0));
      }
      at++;
    }
    return to;
  }

  private static boolean isKey(String text, int end, int to) {
    int at = end;
    while (at < to && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < to && text.charAt(at) == ':';
  }
}
