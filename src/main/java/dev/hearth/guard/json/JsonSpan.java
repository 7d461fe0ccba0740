package dev.hearth.guard.json;

import java.util.List;

/**
 * Finds where a JSON object or array ends while it is still arriving: it knows strings, so a
 * bracket in a string is none. Each character is looked at once.
 */
public final class JsonSpan {
  /** What reading has come to. */
  public enum State {
    /** More text is needed. */
    OPEN,
    /** The outermost bracket has closed. */
    CLOSED,
    /** One of the stops came first, outside any string. */
    STOPPED
  }

  private final List<String> stops;
  private int at;
  private int depth;
  private char quote;
  private boolean escaped;
  private char before;
  private State state = State.OPEN;

  /**
   * @param from where the opening bracket is
   * @param stops texts that end the value even if brackets are still open
   */
  public JsonSpan(int from, List<String> stops) {
    at = from;
    this.stops = List.copyOf(stops);
  }

  /** Reads on up to {@code length}; {@code last} when no more text will come. */
  public State read(CharSequence text, int length, boolean last) {
    while (state == State.OPEN && at < length) {
      char c = text.charAt(at);
      if (quote == 0 && !stops.isEmpty()) {
        int found = Match.any(text, at, length, stops);
        if (found > 0) {
          state = State.STOPPED;
          break;
        }
        if (found < 0 && !last) {
          break;
        }
      }
      at++;
      step(c);
    }
    return state;
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
      case '}', ']', ')' -> {
        if (--depth <= 0) {
          state = State.CLOSED;
        }
      }
      default -> {
        // Everything else leaves the balance as it is.
      }
    }
    if (!Character.isWhitespace(c)) {
      before = c;
    }
  }

  /** Behind the closing bracket once closed, at the stop when stopped, else how far was read. */
  public int end() {
    return at;
  }

  /** Whether reading stands inside a string. */
  public boolean inString() {
    return quote != 0;
  }
}
