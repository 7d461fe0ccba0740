package dev.hearth.desk.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds actions by a few typed letters. */
final class PaletteModel {
  /** More than fit on the screen are not searched for by eye. */
  private static final int MOST_SHOWN = 60;

  private static final int NO_MATCH = -1;

  private PaletteModel() {}

  private record Scored(Action action, int score) {}

  /**
   * The actions that can be done and match, best first. An empty query shows what was done lately,
   * then what is done often enough to have a key, then the rest.
   *
   * @param recent ids of what was done lately, the latest first
   */
  static List<Action> find(List<Action> actions, String query, List<String> recent) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    List<Scored> found = new ArrayList<>();
    for (Action action : actions) {
      if (action.enabled().get()) {
        int score = score(action, wanted);
        if (score > NO_MATCH) {
          found.add(new Scored(action, score));
        }
      }
    }
    found.sort(
        Comparator.comparingInt(Scored::score)
            .reversed()
            .thenComparingInt(scored -> since(scored.action(), recent))
            .thenComparing(scored -> wanted.isEmpty() && scored.action().keys().isEmpty()));
    return found.stream().limit(MOST_SHOWN).map(Scored::action).toList();
  }

  private static int since(Action action, List<String> recent) {
    int at = recent.indexOf(action.id());
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  /** Every word must be found; starts of words count most, letters in order least. */
  private static int score(Action action, String query) {
    int total = 0;
    String title = action.title().toLowerCase(Locale.ROOT);
    String group = action.group().toLowerCase(Locale.ROOT);
    for (String word : query.split("\\s+")) {
      int best = Math.max(wordScore(title, word) * 2, wordScore(group, word));
      if (best < 0) {
        return NO_MATCH;
      }
      total += best;
    }
    return total;
  }

  private static int wordScore(String text, String word) {
    if (word.isEmpty()) {
      return 0;
    }
    int at = text.indexOf(word);
    if (at == 0) {
      return 50;
    }
    if (at > 0) {
      return Character.isLetterOrDigit(text.charAt(at - 1)) ? 20 : 40;
    }
    return inOrder(text, word) ? 5 : NO_MATCH;
  }

  private static boolean inOrder(String text, String word) {
    int from = 0;
    for (int i = 0; i < word.length(); i++) {
      from = text.indexOf(word.charAt(i), from) + 1;
      if (from == 0) {
        return false;
      }
    }
    return true;
  }
}
