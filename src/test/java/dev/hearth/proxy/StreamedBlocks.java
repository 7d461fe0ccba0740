package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Puts the blocks of a streamed message together as Anthropic's own clients do, strictly. */
final class StreamedBlocks {
  private final List<JsonNode> blocks = new ArrayList<>();
  private final StringBuilder input = new StringBuilder();
  private boolean open;
  private boolean ended;

  void add(String name, JsonNode event) {
    if (!event.path("type").asText().equals(name)) {
      throw new AssertionError(name + " is not the type of " + event);
    }
    switch (name) {
      case "content_block_start" -> {
        expect(!open && event.path("index").asInt() == blocks.size(), event);
        blocks.add(event.path("content_block"));
        input.setLength(0);
        open = true;
      }
      case "content_block_delta" -> {
        expect(open && event.path("index").asInt() == blocks.size() - 1, event);
        grow((ObjectNode) blocks.getLast(), event.path("delta"));
      }
      case "content_block_stop" -> {
        expect(open && event.path("index").asInt() == blocks.size() - 1, event);
        if (!input.isEmpty()) {
          ((ObjectNode) blocks.getLast()).set("input", Json.parse(input.toString()).orElseThrow());
        }
        open = false;
      }
      case "message_stop" -> ended = true;
      default -> {}
    }
  }

  private void grow(ObjectNode block, JsonNode delta) {
    switch (delta.path("type").asText()) {
      case "text_delta" -> block.put("text", block.path("text").asText() + said(delta, "text"));
      case "thinking_delta" ->
          block.put("thinking", block.path("thinking").asText() + said(delta, "thinking"));
      case "signature_delta" -> block.put("signature", said(delta, "signature"));
      case "input_json_delta" -> input.append(said(delta, "partial_json"));
      default -> throw new AssertionError(delta);
    }
  }

  private static String said(JsonNode delta, String field) {
    expect(delta.path(field).isTextual(), delta);
    return delta.path(field).textValue();
  }

  private static void expect(boolean proper, JsonNode event) {
    if (!proper) {
      throw new AssertionError("out of order: " + event);
    }
  }

  List<JsonNode> all() {
    return blocks;
  }

  boolean ended() {
    return ended && !open;
  }
}
