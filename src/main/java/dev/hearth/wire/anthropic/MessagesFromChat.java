package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.openai.ChatRequest;
import java.util.List;

/** Translates a chat request for a server that speaks Messages. */
public final class MessagesFromChat {
  /** Messages demands a limit; this is what a client gets that names none. */
  private static final int DEFAULT_LIMIT = 8192;

  private static final List<String> SAME =
      List.of("model", "stream", "temperature", "top_p", "top_k", "thinking", "service_tier");

  private MessagesFromChat() {}

  /** The body to send. */
  public static byte[] body(ChatRequest request) {
    ObjectNode body = Json.object();
    for (String name : SAME) {
      request.field(name).ifPresent(value -> body.set(name, value));
    }
    body.put("max_tokens", limit(request));
    request.field("stop").ifPresent(stop -> stops(stop, body));
    request
        .field("user")
        .filter(JsonNode::isTextual)
        .ifPresent(user -> body.putObject("metadata").set("user_id", user));
    format(request, body);
    tools(request, body);
    TurnsFromChat conversation = TurnsFromChat.of(request.messages());
    if (!conversation.system().isEmpty()) {
      body.put("system", conversation.system());
    }
    ArrayNode messages = body.putArray("messages");
    conversation.turns().forEach(messages::add);
    return Json.bytes(body);
  }

  private static long limit(ChatRequest request) {
    return request
        .field("max_completion_tokens")
        .or(() -> request.field("max_tokens"))
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::asLong)
        .filter(n -> n > 0)
        .orElse((long) DEFAULT_LIMIT);
  }

  private static void stops(JsonNode stop, ObjectNode body) {
    ArrayNode list = body.putArray("stop_sequences");
    if (stop.isTextual()) {
      list.add(stop.textValue());
    }
    stop.forEach(list::add);
  }

  private static void format(ChatRequest request, ObjectNode body) {
    request
        .field("response_format")
        .map(format -> format.path("json_schema").path("schema"))
        .filter(JsonNode::isObject)
        .ifPresent(
            schema ->
                body.putObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", schema));
  }

  private static void tools(ChatRequest request, ObjectNode body) {
    ToolOffer offer = request.offer();
    if (offer.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (ToolSpec tool : offer.tools()) {
      ObjectNode node = tools.addObject().put("name", tool.name());
      if (!tool.description().isEmpty()) {
        node.put("description", tool.description());
      }
      node.set(
          "input_schema",
          tool.parameters().isObject() ? tool.parameters() : Json.object().put("type", "object"));
    }
    ObjectNode choice = choice(offer.choice());
    if (!offer.parallel() && !(offer.choice() instanceof ToolChoice.None)) {
      choice.put("disable_parallel_tool_use", true);
    }
    body.set("tool_choice", choice);
  }

  private static ObjectNode choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto _ -> Json.object().put("type", "auto");
      case ToolChoice.None _ -> Json.object().put("type", "none");
      case ToolChoice.Required _ -> Json.object().put("type", "any");
      case ToolChoice.Named(String name) -> Json.object().put("type", "tool").put("name", name);
    };
  }
}
