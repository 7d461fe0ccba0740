package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Turns chat messages into the instructions and turns of a Messages request. */
final class TurnsFromChat {
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  /** Where gateways carry what a server that speaks Messages thought, word for word. */
  static final String THINKING_BLOCKS = "thinking_blocks";

  private final StringJoiner system = new StringJoiner("\n\n");
  private final List<ObjectNode> turns = new ArrayList<>();
  private final Set<String> unanswered = new LinkedHashSet<>();

  private TurnsFromChat() {}

  static TurnsFromChat of(Iterable<? extends JsonNode> messages) {
    TurnsFromChat result = new TurnsFromChat();
    messages.forEach(result::message);
    return result;
  }

  /** The instructions that came before the first turn, empty when there were none. */
  String system() {
    return system.toString();
  }

  List<ObjectNode> turns() {
    return turns;
  }

  private void message(JsonNode message) {
    switch (message.path("role").asText("")) {
      case "system", "developer" -> instructions(message);
      case "assistant" -> assistant(message);
      case "tool" -> result(message);
      default -> user(ChatParts.blocks(message.path("content")));
    }
  }

  private void instructions(JsonNode message) {
    String text = BlockText.all(message.path("content"));
    if (text.isEmpty()) {
      return;
    }
    if (turns.isEmpty()) {
      system.add(text);
    } else {
      String reminder = "<system-reminder>\n" + text + "\n</system-reminder>";
      user(ChatParts.blocks(Json.object().textNode(reminder)));
    }
  }

  private void user(ArrayNode blocks) {
    if (blocks.isEmpty() && unanswered.isEmpty()) {
      return;
    }
    ArrayNode content = turn("user");
    // The server refuses a conversation in which a call was never answered.
    for (String id : unanswered) {
      content
          .addObject()
          .put("type", "tool_result")
          .put("tool_use_id", id)
          .put("content", "The call was not carried out.")
          .put("is_error", true);
    }
    unanswered.clear();
    content.addAll(blocks);
  }

  private void result(JsonNode message) {
    String id = id(message.path("tool_call_id").asText(""));
    unanswered.remove(id);
    ObjectNode block = turn("user").addObject().put("type", "tool_result").put("tool_use_id", id);
    JsonNode content = message.path("content");
    if (content.isArray()) {
      block.set("content", ChatParts.blocks(content));
    } else {
      block.put("content", content.asText(""));
    }
  }

  private void assistant(JsonNode message) {
    ArrayNode blocks = Json.array();
    // Servers that sign thinking refuse a call whose thinking is missing.
    message.path(THINKING_BLOCKS).forEach(blocks::add);
    blocks.addAll(ChatParts.blocks(message.path("content")));
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      String id = id(call.path("id").asText(""));
      unanswered.add(id);
      blocks
          .addObject()
          .put("type", "tool_use")
          .put("id", id)
          .put("name", function.path("name").asText(""))
          .set("input", input(function.path("arguments")));
    }
    if (!blocks.isEmpty()) {
      turn("assistant").addAll(blocks);
    }
  }

  private static JsonNode input(JsonNode arguments) {
    if (arguments.isObject()) {
      return arguments;
    }
    String text = arguments.asText("");
    if (text.isBlank()) {
      return Json.object();
    }
    return Json.parse(text)
        .filter(JsonNode::isObject)
        .orElseGet(() -> Json.object().put("arguments", text));
  }

  private static String id(String given) {
    return PLAIN_ID.matcher(given).matches() ? given : ToolIds.toClient(given);
  }

  /** The content of the last turn if it has this role, else that of a new one. */
  private ArrayNode turn(String role) {
    if (!turns.isEmpty() && turns.getLast().path("role").asText().equals(role)) {
      return (ArrayNode) turns.getLast().path("content");
    }
    ObjectNode turn = Json.object().put("role", role);
    turns.add(turn);
    return turn.putArray("content");
  }
}
