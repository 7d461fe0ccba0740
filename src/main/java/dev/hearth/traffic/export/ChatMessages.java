package dev.hearth.traffic.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.exchange.MessageText;
import dev.hearth.wire.Json;

/** The messages and tools of a request in OpenAI's chat shape, whichever dialect it came in. */
final class ChatMessages {
  private ChatMessages() {}

  static ArrayNode of(JsonNode body) {
    ArrayNode messages = Json.array();
    JsonNode system = body.path("system");
    if (!system.isMissingNode() && !system.isNull()) {
      String text = MessageText.of(Json.object().set("content", system));
      messages.addObject().put("role", "system").put("content", text);
    }
    for (JsonNode message : body.path("messages")) {
      if (hasBlocks(message)) {
        blocks(message, messages);
      } else {
        messages.add(message);
      }
    }
    return messages;
  }

  /** Blocks of Anthropic's kind; OpenAI's own content parts stay as they are. */
  private static boolean hasBlocks(JsonNode message) {
    for (JsonNode block : message.path("content")) {
      String type = block.path("type").asText("");
      if (type.equals("tool_use") || type.equals("tool_result") || type.equals("thinking")) {
        return true;
      }
    }
    return false;
  }

  private static void blocks(JsonNode message, ArrayNode messages) {
    StringBuilder text = new StringBuilder();
    ArrayNode calls = Json.array();
    for (JsonNode block : message.path("content")) {
      switch (block.path("type").asText("")) {
        case "text" -> text.append(block.path("text").asText(""));
        case "tool_use" ->
            calls.add(
                call(
                    block.path("id").asText(""),
                    block.path("name").asText(""),
                    Json.text(block.path("input"))));
        case "tool_result" ->
            messages
                .addObject()
                .put("role", "tool")
                .put("tool_call_id", block.path("tool_use_id").asText(""))
                .put("content", MessageText.of(block));
        default -> {
          // Thinking and media have no place in an example.
        }
      }
    }
    if (!text.isEmpty() || !calls.isEmpty()) {
      ObjectNode spoken = messages.addObject().put("role", message.path("role").asText("user"));
      spoken.put("content", text.toString());
      if (!calls.isEmpty()) {
        spoken.set("tool_calls", calls);
      }
    }
  }

  static ObjectNode call(String id, String name, String arguments) {
    ObjectNode call = Json.object().put("id", id).put("type", "function");
    call.putObject("function").put("name", name).put("arguments", arguments);
    return call;
  }

  static ArrayNode tools(JsonNode body) {
    ArrayNode tools = Json.array();
    for (JsonNode tool : body.path("tools")) {
      if (tool.path("function").isObject()) {
        tools.add(tool);
      } else if (tool.has("input_schema")) {
        ObjectNode function = tools.addObject().put("type", "function").putObject("function");
        function.put("name", tool.path("name").asText(""));
        function.put("description", tool.path("description").asText(""));
        function.set("parameters", tool.path("input_schema"));
      }
    }
    return tools;
  }
}
