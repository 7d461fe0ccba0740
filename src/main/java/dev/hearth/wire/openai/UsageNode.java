package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.Usage;

/** Token counts as chat completions write them. */
final class UsageNode {
  private UsageNode() {}

  static Usage read(JsonNode usage) {
    JsonNode details = usage.path("prompt_tokens_details");
    return new Usage(
        count(usage, "prompt_tokens"),
        count(usage, "completion_tokens"),
        Math.max(count(details, "cached_tokens"), count(usage, "prompt_cache_hit_tokens")),
        count(details, "cache_write_tokens"));
  }

  /** llama-server's timings hold the same counts when no usage was sent. */
  static Usage readTimings(JsonNode timings) {
    long cached = count(timings, "cache_n");
    return new Usage(cached + count(timings, "prompt_n"), count(timings, "predicted_n"), cached, 0);
  }

  private static long count(JsonNode node, String field) {
    return Math.max(0, node.path(field).asLong(0));
  }

  static ObjectNode write(Usage usage) {
    ObjectNode node = Json.object();
    node.put("completion_tokens", usage.completion());
    node.put("prompt_tokens", usage.prompt());
    node.put("total_tokens", usage.total());
    node.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
    return node;
  }
}
