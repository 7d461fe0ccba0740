package dev.hearth.guard.json;

import java.util.List;

/** Comparing text that is still arriving with the words one waits for. */
public final class Match {
  private Match() {}

  /**
   * Compares {@code word} with the text at {@code at}: its length when it is there, a negative
   * number when the text ends before that can be known, 0 when it is something else.
   */
  public static int word(CharSequence text, int at, int length, String word) {
    int there = Math.min(word.length(), length - at);
    for (int i = 0; i < there; i++) {
      if (text.charAt(at + i) != word.charAt(i)) {
        return 0;
      }
    }
    return there == word.length() ? there : -1;
  }

  /** The longest of several words that is there; negative when a longer one is still possible. */
  public static int any(CharSequence text, int at, int length, List<String> words) {
    int best = 0;
    boolean waiting = false;
    for (int i = 0; i < words.size(); i++) {
      int found = word(text, at, length, words.get(i));
      best = Math.max(best, found);
      waiting |= found < 0;
    }
    return waiting ? -1 : best;
  }

  /** Whether a character can be part of a tool's name. */
  public static boolean nameChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
