package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.Usage;

/** How Responses says that a reply is over, why, and what it cost. */
final class ResponseEnd {
  private ResponseEnd() {}

  static String status(Finish finish) {
    return switch (finish) {
      case LENGTH, REFUSAL -> "incomplete";
      case STOP, TOOL_CALLS, STOP_SEQUENCE, PAUSED -> "completed";
    };
  }

  /** The status of what was being written when the reply ended. */
  static String lastItemStatus(Finish finish) {
    return finish == Finish.LENGTH ? "incomplete" : "completed";
  }

  static void write(Delta.Ended end, Usage usage, ObjectNode response) {
    switch (end.finish()) {
      case LENGTH -> response.putObject("incomplete_details").put("reason", "max_output_tokens");
      case REFUSAL -> response.putObject("incomplete_details").put("reason", "content_filter");
      case STOP, TOOL_CALLS, STOP_SEQUENCE, PAUSED -> {
        // Nothing is missing.
      }
    }
    JsonNode details =
        end.extras().getOrDefault("usage", Json.object()).path("completion_tokens_details");
    ObjectNode counts = response.putObject("usage");
    counts.put("input_tokens", usage.prompt());
    counts
        .putObject("input_tokens_details")
        .put("cached_tokens", usage.cached())
        .put("cache_write_tokens", usage.cacheWritten());
    counts.put("output_tokens", usage.completion());
    counts
        .putObject("output_tokens_details")
        .put("reasoning_tokens", details.path("reasoning_tokens").asLong(0));
    counts.put("total_tokens", usage.total());
  }
}
