package dev.hearth.guard.json;

/**
 * Finds where a JSON object or array ends while it is still arriving: it knows strings, so a
 * bracket in a string is none. Each character is looked at once.
 */
public final class JsonSpan {
  private int at;
  private int depth;
  private char quote;
  private boolean escaped;
  private boolean closed;
  private char before;

  /**
   * @param from where the opening bracket is
   */
  public JsonSpan(int from) {
    at = from;
  }

  /** Reads on up to {@code length}; true once the outermost bracket has closed. */
  public boolean read(CharSequence text, int length) {
    while (!closed && at < length) {
      step(text.charAt(at++));
    }
    return closed;
  }

  private void step(char c) {
    if (quote != 0) {
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == quote) {
        quote = 0;
      }
      return;
    }
    switch (c) {
      case '"' -> quote = '"';
      case '\'' -> {
        // An apostrophe opens a string only where Python would begin one.
        if ("{[(,:=".indexOf(before) >= 0) {
          quote = '\'';
        }
      }
      case '{', '[', '(' -> depth++;
      case '}', ']', ')' -> closed = --depth <= 0;
      default -> {
        // Everything else leaves the balance as it is.
      }
    }
    if (!Character.isWhitespace(c)) {
      before = c;
    }
  }

  /** Behind the closing bracket once closed, else how far was read. */
  public int end() {
    return at;
  }

  /** Whether reading stopped inside a string. */
  public boolean inString() {
    return quote != 0;
  }

  /** How many brackets are open. */
  public int depth() {
    return depth;
  }
}
