package dev.hearth.desk.settings;

import dev.hearth.guard.Rule;

/** The guard's rules as people read them: the single place of their wording. */
final class RuleWords {
  private RuleWords() {}

  static String title(Rule rule) {
    return switch (rule) {
      case UNKNOWN_TOOL -> "Unknown tool";
      case WRONG_TOOL -> "Another tool than demanded";
      case PARALLEL_CALLS -> "Several calls at once";
      case SCHEMA_UNUSABLE -> "Tool schema nobody can use";
      case NEAR_MISS_NAME -> "Nearly right tool name";
      case MALFORMED_ARGUMENTS -> "Arguments that are no JSON object";
      case SCHEMA -> "Arguments that break the schema";
      case COERCED_ARGUMENT -> "Arguments of the wrong type";
      case CALL_AS_TEXT -> "Call written as text";
      case BROKEN_CALL_AS_TEXT -> "Unreadable call in the text";
      case PROSE_INSTEAD_OF_CALL -> "Prose where a call was due";
      case EMPTY_REPLY -> "Empty reply";
      case REPETITION -> "Endless repetition";
      case TRUNCATED_CALL -> "Call cut off";
    };
  }

  static String help(Rule rule) {
    return switch (rule) {
      case UNKNOWN_TOOL ->
          "The model calls a tool that was not offered. It is told which ones there are and tries"
              + " again.";
      case WRONG_TOOL ->
          "The client asked for one tool and the model calls another. It is told which one is due.";
      case PARALLEL_CALLS ->
          "The client wants one call at a time and the model makes several. It is asked for one.";
      case SCHEMA_UNUSABLE ->
          "A tool's schema cannot be understood, so its arguments pass unchecked. This only says so"
              + " in the traffic.";
      case NEAR_MISS_NAME ->
          "Read_File for read_file: when exactly one offered tool matches but for case and"
              + " punctuation, the name is mended.";
      case MALFORMED_ARGUMENTS ->
          "What should be a JSON object is not. The model is told where it breaks and tries again.";
      case SCHEMA ->
          "A required argument is missing, or one is not what the tool accepts. The model is told"
              + " which and why.";
      case COERCED_ARGUMENT ->
          "\"3\" where a number is wanted, a lone value where a list is: what has only one harmless"
              + " reading is mended without asking again.";
      case CALL_AS_TEXT ->
          "The model writes the call into its answer instead of making it. The text is turned into"
              + " a real call.";
      case BROKEN_CALL_AS_TEXT ->
          "The answer holds something like a call that cannot be read. The model is asked to make"
              + " it again.";
      case PROSE_INSTEAD_OF_CALL ->
          "The client demanded a call and the model only talked. It is asked for the call.";
      case EMPTY_REPLY -> "The model says nothing at all. It is asked again.";
      case REPETITION ->
          "The same lines over and over: the reply is stopped and asked for again, rather than"
              + " filling the context.";
      case TRUNCATED_CALL ->
          "The reply ends in the middle of a call. Half a call is never handed on.";
    };
  }
}
