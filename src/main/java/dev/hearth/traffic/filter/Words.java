package dev.hearth.traffic.filter;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into words: no case, no accents. Scripts that put no spaces between words, such as
 * Chinese, Japanese and Thai, are cut into single characters, so that any part of a run is found as
 * characters in order.
 */
public final class Words {
  private static final Set<Character.UnicodeScript> UNSPACED =
      EnumSet.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.BOPOMOFO,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  /** Where the accented letters end and other scripts begin; most text stays below. */
  private static final int LAST_LATIN = 0x24f;

  private Words() {}

  /** The words of a text. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    String plain = fold(text);
    int start = -1;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      int next = i + Character.charCount(c);
      boolean alone = isUnspaced(c);
      if (start >= 0 && (alone || !isWordPart(c))) {
        words.add(plain.substring(start, i));
        start = -1;
      }
      if (alone) {
        words.add(plain.substring(i, next));
      } else if (start < 0 && isWordPart(c)) {
        start = i;
      }
      i = next;
    }
    if (start >= 0) {
      words.add(plain.substring(start));
    }
    return words;
  }

  /** The text as the journal's index has to be given it to find the same words. */
  public static String forIndex(String text) {
    return isAscii(text) ? text : String.join(" ", of(text));
  }

  /** Whether a text has characters that stand alone in the index. */
  public static boolean hasUnspaced(String text) {
    return !isAscii(text) && text.codePoints().anyMatch(Words::isUnspaced);
  }

  /**
   * Whether the sought words follow each other in the text; the last may be a beginning of two
   * letters or more.
   */
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
    return mayBeBeginning(sought.get(last))
        ? text.get(at + last).startsWith(sought.get(last))
        : text.get(at + last).equals(sought.get(last));
  }

  /** A single letter begins too many words to be of help, and an unspaced character none. */
  static boolean mayBeBeginning(String word) {
    return word.codePointCount(0, word.length()) > 1;
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

  private static boolean isUnspaced(int c) {
    return c > LAST_LATIN && isWordPart(c) && UNSPACED.contains(Character.UnicodeScript.of(c));
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
