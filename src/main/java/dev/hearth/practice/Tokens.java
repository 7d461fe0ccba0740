package dev.hearth.practice;

import java.util.ArrayList;
import java.util.List;

/**
 * The practice server's tokenizer: up to four plain characters, or one other character, a token. It
 * needs no vocabulary, because a token's number holds its text, and about four characters a token
 * is what real tokenizers reach.
 */
final class Tokens {
  private static final int LONGEST = 4;
  private static final int PLAIN = 128;
  private static final int OTHER = 1 << 29;

  /** One more than the largest number a token can have. */
  static final int COUNT = OTHER + Character.MAX_CODE_POINT + 1;

  private Tokens() {}

  static List<String> split(String text) {
    List<String> tokens = new ArrayList<>(text.length() / 3 + 1);
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from);
      tokens.add(text.substring(from, to));
      from = to;
    }
    return tokens;
  }

  static int count(String text) {
    int count = 0;
    for (int at = 0; at < text.length(); at = end(text, at)) {
      count++;
    }
    return count;
  }

  static int id(String token) {
    int first = token.codePointAt(0);
    if (first >= PLAIN) {
      return OTHER + first;
    }
    int id = 0;
    for (int i = 0; i < token.length(); i++) {
      id = id * PLAIN + token.charAt(i) + 1;
    }
    return id;
  }

  static String text(int id) {
    if (id > OTHER && id < COUNT) {
      return Character.toString(id - OTHER);
    }
    if (id < 1 || id >= OTHER) {
      return "";
    }
    StringBuilder reversed = new StringBuilder();
    for (int rest = id; rest > 0; rest = (rest - 1) / PLAIN) {
      reversed.append((char) ((rest - 1) % PLAIN));
    }
    return reversed.reverse().toString();
  }

  /** Words keep the space before them, as real tokenizers have it. */
  private static int end(String text, int from) {
    if (text.charAt(from) >= PLAIN) {
      return text.offsetByCodePoints(from, 1);
    }
    int to = from + 1;
    while (to < text.length()
        && to - from < LONGEST
        && text.charAt(to) < PLAIN
        && text.charAt(to) > ' '
        && text.charAt(from) != '\n') {
      to++;
    }
    return to;
  }
}
