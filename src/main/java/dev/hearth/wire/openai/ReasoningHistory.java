package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.splice.Span;
import dev.hearth.wire.splice.Splice;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes earlier thinking out of a transcript. */
final class ReasoningHistory {
  private static final Set<String> KEYS =
      Set.of("reasoning_content", "reasoning", "reasoning_text");

  private ReasoningHistory() {}

  /** Whether any earlier assistant message carries thinking. */
  static boolean isIn(Iterable<? extends JsonNode> messages) {
    for (JsonNode message : messages) {
      if (hasKey(message)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param messages the array as a tree
   * @param array the same array in the text being spliced
   */
  static void prune(Splice splice, JsonNode messages, Span array, ReasoningReplay replay) {
    if (replay == ReasoningReplay.FULL) {
      return;
    }
    int kept = replay == ReasoningReplay.KEEP_LAST ? lastWithThinking(messages) : -1;
    List<Span> spans = null;
    for (int i = 0; i < messages.size(); i++) {
      if (i != kept && hasKey(messages.get(i))) {
        spans = spans == null ? splice.layout().elements(array) : spans;
        splice.members(spans.get(i), Map.of(), KEYS::contains);
      }
    }
  }

  private static int lastWithThinking(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      JsonNode message = messages.get(i);
      boolean thinks =
          KEYS.stream().map(message::path).anyMatch(n -> !n.isNull() && !n.asText("").isEmpty());
      if (isAssistant(message) && thinks) {
        return i;
      }
    }
    return -1;
  }

  private static boolean hasKey(JsonNode message) {
    return isAssistant(message) && KEYS.stream().anyMatch(message::has);
  }

  private static boolean isAssistant(JsonNode message) {
    return message.path("role").asText("").equals("assistant");
  }
}
