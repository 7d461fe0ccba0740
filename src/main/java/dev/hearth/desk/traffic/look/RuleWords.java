package dev.hearth.desk.traffic.look;

import java.util.Locale;
import java.util.Map;

/** The guard's rules in plain words. */
public final class RuleWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("UNKNOWN_TOOL", "Called a tool that was not offered"),
          Map.entry("NEAR_MISS_NAME", "Misspelt the tool's name"),
          Map.entry("MALFORMED_ARGUMENTS", "Arguments are not a JSON object"),
          Map.entry("SCHEMA", "Arguments break the tool's schema"),
          Map.entry("COERCED_ARGUMENT", "An argument had the wrong type but one clear meaning"),
          Map.entry("CALL_AS_TEXT", "Wrote the call as text"),
          Map.entry("BROKEN_CALL_AS_TEXT", "Wrote something like a call that cannot be read"),
          Map.entry("PROSE_INSTEAD_OF_CALL", "Answered in prose where a call was due"),
          Map.entry("EMPTY_REPLY", "Said nothing at all"),
          Map.entry("REPETITION", "Repeated itself without end"),
          Map.entry("TRUNCATED_CALL", "Was cut off inside a call"));

  private RuleWords() {}

  /** What a rule says; an unknown one is spelt out. */
  public static String of(String rule) {
    String known = WORDS.get(rule.toUpperCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    String spelt = rule.replace('_', ' ').toLowerCase(Locale.ROOT);
    return spelt.isEmpty() ? spelt : Character.toUpperCase(spelt.charAt(0)) + spelt.substring(1);
  }
}
