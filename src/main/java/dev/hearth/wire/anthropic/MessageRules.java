package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.RequestBody;
import java.util.ArrayList;
import java.util.List;

/** What a Messages body must satisfy to be understood; unknown fields and blocks are welcome. */
final class MessageRules {
  private MessageRules() {}

  static void check(ObjectNode fields, JsonNode messages) throws MalformedRequest {
    RequestBody.text(fields, "model");
    RequestBody.flag(fields, "stream");
    JsonNode limit = fields.path("max_tokens");
    if (!RequestBody.absent(limit) && !limit.isIntegralNumber()) {
      throw RequestBody.wrongType("max_tokens", "an integer", limit);
    }
    if (limit.isIntegralNumber() && limit.asLong() < 1) {
      throw new MalformedRequest("max_tokens", "must be at least 1");
    }
    object(fields, "thinking");
    object(fields, "tool_choice");
    textOrBlocks("system", fields.path("system"), true);
    for (int i = 0; i < messages.size(); i++) {
      message("messages[" + i + "]", messages.get(i));
    }
  }

  static List<String> stopSequences(ObjectNode fields) throws MalformedRequest {
    JsonNode list = fields.path("stop_sequences");
    if (RequestBody.absent(list)) {
      return List.of();
    }
    if (!list.isArray()) {
      throw RequestBody.wrongType("stop_sequences", "an array", list);
    }
    List<String> stops = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isTextual()) {
        throw RequestBody.wrongType("stop_sequences[" + i + "]", "a string", list.get(i));
      }
      stops.add(list.get(i).textValue());
    }
    return List.copyOf(stops);
  }

  private static void message(String path, JsonNode message) throws MalformedRequest {
    JsonNode role = message.path("role");
    if (!role.isTextual()) {
      throw RequestBody.wrongType(path + ".role", "a string", role);
    }
    textOrBlocks(path + ".content", message.path("content"), false);
  }

  private static void textOrBlocks(String path, JsonNode content, boolean optional)
      throws MalformedRequest {
    if (content.isTextual() || (optional && RequestBody.absent(content))) {
      return;
    }
    if (!content.isArray()) {
      throw RequestBody.wrongType(path, "a string or an array of blocks", content);
    }
    for (int i = 0; i < content.size(); i++) {
      JsonNode block = content.get(i);
      if (!block.isTextual() && !block.isObject()) {
        throw RequestBody.wrongType(path + "[" + i + "]", "a block", block);
      }
    }
  }

  private static void object(ObjectNode fields, String name) throws MalformedRequest {
    JsonNode node = fields.path(name);
    if (!RequestBody.absent(node) && !node.isObject()) {
      throw RequestBody.wrongType(name, "an object", node);
    }
  }
}
