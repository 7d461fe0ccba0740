package dev.hearth.desk.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a word occurs in a text, without regard to case. */
final class TextSearch {
  /** More hits are not told apart by eye. */
  private static final int MOST_HITS = 2_000;

  private TextSearch() {}

  static List<Integer> find(String text, String word) {
    List<Integer> hits = new ArrayList<>();
    if (word.isEmpty()) {
      return hits;
    }
    String in = text.toLowerCase(Locale.ROOT);
    String sought = word.toLowerCase(Locale.ROOT);
    int at = in.indexOf(sought);
    while (at >= 0 && hits.size() < MOST_HITS) {
      hits.add(at);
      at = in.indexOf(sought, at + sought.length());
    }
    return hits;
  }
}
