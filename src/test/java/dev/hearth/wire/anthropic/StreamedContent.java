package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.sse.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the blocks of a Messages stream together as a client does. */
final class StreamedContent {
  private final Map<Integer, ObjectNode> blocks = new TreeMap<>();
  private final Map<Integer, StringBuilder> inputs = new TreeMap<>();

  JsonNode read(List<SseEvent> events) {
    for (SseEvent event : events) {
      JsonNode data = Json.parse(event.data()).orElseThrow();
      int index = data.path("index").asInt();
      switch (event.type()) {
        case "content_block_start" -> {
          if (blocks.put(index, data.path("content_block").deepCopy()) != null) {
            throw new AssertionError("block " + index + " starts twice");
          }
          inputs.put(index, new StringBuilder());
        }
        case "content_block_delta" -> delta(index, data.path("delta"));
        default -> {}
      }
    }
    inputs.forEach(
        (index, input) -> {
          if (!input.isEmpty()) {
            blocks.get(index).set("input", Json.parse(input.toString()).orElseThrow());
          }
        });
    return Json.array().addAll(blocks.values());
  }

  private void delta(int index, JsonNode delta) {
    ObjectNode block = blocks.get(index);
    switch (delta.path("type").asText()) {
      case "text_delta" -> append(block, "text", delta);
      case "thinking_delta" -> append(block, "thinking", delta);
      case "signature_delta" -> block.set("signature", delta.path("signature"));
      case "input_json_delta" -> inputs.get(index).append(delta.path("partial_json").asText());
      default -> throw new AssertionError(delta);
    }
  }

  private static void append(ObjectNode block, String field, JsonNode delta) {
    block.put(field, block.path(field).asText("") + delta.path(field).asText());
  }
}
