package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a conversation stands. It is worked out from the messages alone, so that any number of
 * conversations can go on at once and a repeated request gets the same answer.
 *
 * @param message the text of the user's message that is being answered
 * @param scenario what it asks to be shown
 * @param corrections how often the model was told since then that its reply was wrong
 * @param results what tools answered since then, unless a correction came later
 */
record Situation(
    String message, Optional<Scenario> scenario, int corrections, List<Result> results) {
  /** What a tool answered. */
  record Result(String tool, String content) {}

  /** A person may also write after a failed reply; a correction speaks of these things. */
  private static final Pattern CORRECTION =
      Pattern.compile(
          "\\b(tools?|functions?|calls?|repl(?:y|ies)|answer|arguments?|json|output|repeat\\w*)\\b",
          Pattern.CASE_INSENSITIVE);

  /** How a guard answers a call whose repeated arguments look sound again. */
  private static final Pattern NO_RESULT = Pattern.compile("(?i)error: the arguments of `");

  /** Such notes describe tools and files, none of which the person asks for. */
  private static final Pattern NOTE =
      Pattern.compile("(?s)<(system-reminder|environment_context)>.*?</\\1>");

  static Situation of(JsonNode messages, List<OfferedTool> tools) {
    int asked = -1;
    int lastUser = -1;
    boolean onlyCorrectionsSince = true;
    boolean correctable = false;
    for (int i = 0; i < messages.size(); i++) {
      if (!role(messages.get(i)).equals("user")) {
        continue;
      }
      lastUser = i;
      String text = saidIn(messages.get(i));
      Optional<Scenario> named = Scenarios.namedIn(text);
      if (named.isPresent()) {
        asked = i;
        onlyCorrectionsSince = true;
        correctable = named.get().correctable();
      } else {
        onlyCorrectionsSince &= correctable && CORRECTION.matcher(text).find();
      }
    }
    boolean shown = asked >= 0 && onlyCorrectionsSince;
    return read(messages, shown ? asked : lastUser, new CallCheck(tools));
  }

  private static Situation read(JsonNode messages, int anchor, CallCheck check) {
    String message = anchor < 0 ? "" : saidIn(messages.get(anchor));
    Optional<Scenario> scenario = Scenarios.namedIn(message);
    int corrections = 0;
    List<Result> results = new ArrayList<>();
    JsonNode calls = messages.path("none");
    boolean refused = false;
    for (int i = from(messages, anchor, scenario); i < messages.size(); i++) {
      JsonNode turn = messages.get(i);
      switch (role(turn)) {
        case "assistant" -> {
          calls = turn.path("tool_calls");
          refused = !allSound(calls, check);
        }
        case "tool" -> {
          if (refused
              || scenario.isPresent()
                  && NO_RESULT.matcher(PromptText.contentOf(turn)).lookingAt()) {
            corrections += isFirstAnswer(messages, i) ? 1 : 0;
            results.clear();
          } else {
            results.add(new Result(nameOf(turn, calls), PromptText.contentOf(turn)));
          }
        }
        case "user", "system", "developer" -> {
          if (i != anchor && scenario.isPresent()) {
            corrections++;
            results.clear();
          }
        }
        default -> {}
      }
    }
    return new Situation(message, scenario, corrections, results);
  }

  /** Agents may write a note of their own after a tool's answer: that answer still counts. */
  private static int from(JsonNode messages, int anchor, Optional<Scenario> scenario) {
    int from = anchor + 1;
    if (scenario.isEmpty() && anchor == messages.size() - 1 && anchor > 0) {
      from = anchor;
      while (from > 0 && role(messages.get(from - 1)).equals("tool")) {
        from--;
      }
      if (from > 0 && from < anchor) {
        from--;
      }
    }
    return Math.max(from, 0);
  }

  /** What the person wrote, without the notes that agents add for the model. */
  private static String saidIn(JsonNode message) {
    return NOTE.matcher(PromptText.contentOf(message)).replaceAll(" ").strip();
  }

  private static boolean allSound(JsonNode calls, CallCheck check) {
    for (JsonNode call : calls) {
      if (!check.isSound(call)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFirstAnswer(JsonNode messages, int at) {
    return at == 0 || !role(messages.get(at - 1)).equals("tool");
  }

  private static String nameOf(JsonNode answer, JsonNode calls) {
    Map<String, String> names = new HashMap<>();
    calls.forEach(
        call -> names.put(call.path("id").asText(), call.path("function").path("name").asText()));
    String id = answer.path("tool_call_id").asText("");
    return names.getOrDefault(id, answer.path("name").asText("tool"));
  }

  private static String role(JsonNode message) {
    return message.path("role").asText("");
  }
}
