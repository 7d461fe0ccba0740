package dev.hearth.runtime.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One known way to fail. In cause and remedy {@code $1} stands for the first group of the pattern.
 */
record FailureRule(FailureKind kind, Pattern pattern, String cause, String remedy) {

  static FailureRule of(FailureKind kind, String pattern, String cause, String remedy) {
    return new FailureRule(kind, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), cause, remedy);
  }

  static String fill(String sentence, Matcher matcher) {
    String filled = sentence;
    for (int i = 1; i <= matcher.groupCount(); i++) {
      String group = matcher.group(i);
      filled = filled.replace("$" + i, group == null ? "" : group.strip());
    }
    return filled;
  }
}
