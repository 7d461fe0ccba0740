package dev.hearth.practice;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which of the offered tools the practice model would rather call. */
final class ToolRanking {
  private static final int NAMED = 100;
  private static final int WORD = 10;
  private static final int HARMLESS = 3;
  private static final int CHANGING = -6;
  private static final int SHORTEST_WORD = 4;

  private ToolRanking() {}

  /**
   * The tools, best first: what the message mentions, then what looks harmless. A real agent may
   * well carry out what the practice model asks for, so a tool that changes things comes last.
   */
  static List<OfferedTool> ranked(List<OfferedTool> tools, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return tools.stream()
        .sorted(Comparator.comparingInt((OfferedTool tool) -> -score(tool, lower)))
        .toList();
  }

  /** A name that goes on after it is another tool's. */
  private static boolean names(String message, String name) {
    for (int at = message.indexOf(name); at >= 0; at = message.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean goesOn = end < message.length() && isOfName(message.charAt(end));
      if (!goesOn && (at == 0 || !isOfName(message.charAt(at - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private static int score(OfferedTool tool, String message) {
    int score = 0;
    if (names(message, tool.name().toLowerCase(Locale.ROOT))) {
      score += NAMED;
    }
    for (String word : tool.words()) {
      if (word.length() >= SHORTEST_WORD && message.contains(word)) {
        score += WORD;
      }
    }
    if (tool.looksHarmless()) {
      score += HARMLESS;
    }
    if (tool.looksChanging()) {
      score += CHANGING;
    }
    return score;
  }
}
