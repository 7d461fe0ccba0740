package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.Usage;

/** Token counts as Messages writes them: cached prompt tokens are counted apart from the others. */
final class UsageFields {
  private UsageFields() {}

  static ObjectNode write(Usage usage) {
    return write(usage, usage.completion());
  }

  static ObjectNode write(Usage usage, long output) {
    ObjectNode node = Json.object();
    node.put("input_tokens", Math.max(0, usage.prompt() - usage.cached() - usage.cacheWritten()));
    node.put("cache_creation_input_tokens", usage.cacheWritten());
    node.put("cache_read_input_tokens", usage.cached());
    node.put("output_tokens", output);
    return node;
  }

  /** What a later report says on top of an earlier one, which it may repeat only in part. */
  static Usage update(Usage before, JsonNode node) {
    long fresh = before.prompt() - before.cached() - before.cacheWritten();
    long input = node.path("input_tokens").asLong(fresh);
    long read = node.path("cache_read_input_tokens").asLong(before.cached());
    long written = node.path("cache_creation_input_tokens").asLong(before.cacheWritten());
    long output = node.path("output_tokens").asLong(before.completion());
    return new Usage(input + read + written, output, read, written);
  }
}
