package dev.hearth.traffic.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.exchange.MessageText;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.responses.ResponsesRequest;
import java.util.Optional;

/** The messages and tools of a request in OpenAI's chat shape, whichever dialect it came in. */
final class ChatMessages {
  private ChatMessages() {}

  static ArrayNode of(JsonNode body) {
    if (body.has("input")) {
      ArrayNode all = Json.array();
      translated(body).ifPresent(chat -> chat.messages().forEach(all::add));
      return all;
    }
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

  /** A request of the Responses kind as chat, the way the model got it. */
  private static Optional<ChatRequest> translated(JsonNode body) {
    try {
      ResponsesRequest request = ResponsesRequest.parse(Json.bytes(body));
      return Optional.of(request.toChat(ReasoningReplay.NONE, false));
    } catch (MalformedRequest e) {
      return Optional.empty();
    }
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
    if (body.has("input")) {
      translated(body).flatMap(chat -> chat.field("tools")).ifPresent(t -> t.forEach(tools::add));
      return tools;
    }
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
