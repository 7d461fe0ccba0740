package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.Map;

/** A content block of any type that is put together from its beginning and what is added to it. */
final class GrowingBlock {
  private final ObjectNode block;
  private final StringBuilder json = new StringBuilder();

  GrowingBlock(JsonNode beginning) {
    block = beginning.isObject() ? beginning.deepCopy() : Json.object();
  }

  void add(JsonNode delta) {
    switch (delta.path("type").asText("")) {
      case "input_json_delta" -> json.append(delta.path("partial_json").asText(""));
      case "signature_delta" -> block.set("signature", delta.path("signature"));
      case "citations_delta" -> block.withArray("citations").add(delta.path("citation"));
      default -> delta.properties().forEach(this::extend);
    }
  }

  /** Text grows; whatever else a later protocol adds takes the place of what was there. */
  private void extend(Map.Entry<String, JsonNode> field) {
    String name = field.getKey();
    if (name.equals("type")) {
      return;
    }
    JsonNode before = block.path(name);
    if (field.getValue().isTextual() && before.isTextual()) {
      block.put(name, before.textValue() + field.getValue().textValue());
    } else {
      block.set(name, field.getValue());
    }
  }

  /** The block as an unstreamed reply has it. */
  ObjectNode whole() {
    if (!json.isEmpty()) {
      block.set("input", Json.parse(json.toString()).orElseGet(Json::object));
    }
    return block;
  }
}
