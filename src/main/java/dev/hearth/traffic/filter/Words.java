package dev.hearth.traffic.filter;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts text into words the way the journal's full-text index does: no case, no accents. */
public final class Words {
  private Words() {}

  /** The words of a text. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    String plain = fold(text);
    int start = -1;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      if (isWordPart(c)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        words.add(plain.substring(start, i));
        start = -1;
      }
      i += Character.charCount(c);
    }
    if (start >= 0) {
      words.add(plain.substring(start));
    }
    return words;
  }

  /** Whether the sought words follow each other in the text; the last may be a beginning. */
  static boolean contains(List<String> text, List<String> sought) {
    for (int i = 0; i + sought.size() <= text.size(); i++) {
      if (matchesAt(text, i, sought)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesAt(List<String> text, int at, List<String> sought) {
    int last = sought.size() - 1;
    for (int j = 0; j < last; j++) {
      if (!text.get(at + j).equals(sought.get(j))) {
        return false;
      }
    }
    return text.get(at + last).startsWith(sought.get(last));
  }

  /** A short value in the form in which names are compared: claude-code finds "Claude Code". */
  public static String key(String text) {
    return fold(text).replace('_', '-').replace(' ', '-').replace('|', '-');
  }

  private static String fold(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (isAscii(lower)) {
      return lower;
    }
    String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWordPart(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }
}
