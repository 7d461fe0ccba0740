package dev.hearth.guard.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prose that announces a call of a tool and then ends: the call itself was forgotten. */
public final class Announcement {
  /** A long answer is an answer, whatever its last sentence says. */
  private static final int LONGEST = 400;

  private static final Pattern LAST_SENTENCE =
      Pattern.compile(
          "(?:^|[.!?\\n"
              + "]\\s*)(?:okay,? |ok,? |now,? |first,? )?(?:i'll|i’ll|i will|i am going to|i'm"
              + " going to|let me|let's|calling) (?:now"
              + " )?(?:call|use|run|invoke|execute|try)?(?:ing)? ?(?:the"
              + " )?[`'\"]?([\\w.-]{2,64}?)[`'\"]?(?: tool| function)?(?: now)?\\s*[.:…!]*$");

  private Announcement() {}

  /** The tool announced in the last sentence, if that can be told for certain. */
  public static Optional<String> of(String text, Collection<String> tools) {
    String end = text.strip();
    if (end.isEmpty() || end.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher sentence = LAST_SENTENCE.matcher(end.toLowerCase(Locale.ROOT));
    if (!sentence.find()) {
      return Optional.empty();
    }
    String named = sentence.group(1);
    return tools.stream()
        .filter(tool -> tool.toLowerCase(Locale.ROOT).equals(named))
        .filter(tool -> unmistakable(tool, end))
        .findFirst();
  }

  /** A tool called "search" is also a word; one in quotes or with a mark in its name is a tool. */
  private static boolean unmistakable(String tool, String text) {
    boolean marked =
        tool.chars().anyMatch(c -> c == '_' || c == '-' || c == '.' || Character.isUpperCase(c));
    int at = text.toLowerCase(Locale.ROOT).lastIndexOf(tool.toLowerCase(Locale.ROOT));
    boolean quoted = at > 0 && "`'\"".indexOf(text.charAt(at - 1)) >= 0;
    String rest = at < 0 ? "" : text.substring(at + tool.length());
    return quoted
        || marked && text.startsWith(tool, at)
        || rest.matches("(?i)[`'\"]? (tool|function).*");
  }
}
