package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.wire.Json;
import java.util.Map;

/** Renders a conversation as ChatML, the way the chat template in /props would. */
final class PromptText {
  private static final String TURN = "<|im_start|>";
  private static final String TURN_END = "<|im_end|>\n";

  private final StringBuilder out = new StringBuilder();

  private PromptText() {}

  static String render(JsonNode messages, JsonNode tools) {
    PromptText text = new PromptText();
    text.system(messages, tools);
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = message.path("role").asText();
      switch (role) {
        case "user" -> text.turn(role, contentOf(message));
        case "system", "developer" -> {
          if (i > 0) {
            text.turn(role, contentOf(message));
          }
        }
        case "assistant" -> text.assistant(message);
        case "tool" ->
            text.turn(role, "<tool_response>\n" + contentOf(message) + "\n</tool_response>");
        default -> {}
      }
    }
    return text.out.append(TURN).append("assistant\n").toString();
  }

  /** A message's text, whether it is a string or a list of parts. */
  static String contentOf(JsonNode message) {
    JsonNode content = message.path("content");
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(
        part -> {
          if (!text.isEmpty() && part.has("text")) {
            text.append('\n');
          }
          text.append(part.path("text").asText(""));
        });
    return text.toString();
  }

  private void system(JsonNode messages, JsonNode tools) {
    boolean given = messages.path(0).path("role").asText().equals("system");
    String instructions = given ? contentOf(messages.get(0)) : "";
    if (tools.isEmpty()) {
      if (given) {
        turn("system", instructions);
      }
      return;
    }
    out.append(TURN).append("system\n");
    if (given) {
      out.append(instructions).append("\n\n");
    }
    out.append("# Tools\n\nYou may call one or more functions.\n\n<tools>");
    for (JsonNode tool : tools) {
      out.append('\n');
      spaced(tool);
    }
    out.append(
        """

        </tools>

        For each function call, return a json object within tool_call tags:
        <tool_call>
        {"name": <function-name>, "arguments": <args-json-object>}
        </tool_call><|im_end|>
        """);
  }

  private void assistant(JsonNode message) {
    out.append(TURN).append("assistant\n");
    String reasoning = message.path("reasoning_content").asText("");
    if (!reasoning.isEmpty()) {
      out.append("<think>\n").append(reasoning).append("\n</think>\n\n");
    }
    String content = contentOf(message);
    out.append(content);
    boolean first = content.isEmpty();
    for (JsonNode call : message.path("tool_calls")) {
      if (!first) {
        out.append('\n');
      }
      first = false;
      JsonNode function = call.path("function");
      String name = function.path("name").asText("");
      out.append("<tool_call>\n{\"name\": \"").append(name).append("\", \"arguments\": ");
      String arguments = function.path("arguments").asText("{}");
      Json.parse(arguments).ifPresentOrElse(this::spaced, () -> out.append(arguments));
      out.append("}\n</tool_call>");
    }
    out.append(TURN_END);
  }

  private void turn(String role, String content) {
    out.append(TURN).append(role).append('\n').append(content).append(TURN_END);
  }

  /** JSON with a space after each comma and colon, as templates print it. */
  private void spaced(JsonNode node) {
    if (node.isObject()) {
      String separator = "{";
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        out.append(separator).append(Json.text(TextNode.valueOf(field.getKey())));
        out.append(": ");
        spaced(field.getValue());
        separator = ", ";
      }
      out.append(node.isEmpty() ? "{}" : "}");
    } else if (node.isArray()) {
      String separator = "[";
      for (JsonNode item : node) {
        out.append(separator);
        spaced(item);
        separator = ", ";
      }
      out.append(node.isEmpty() ? "[]" : "]");
    } else {
      out.append(Json.text(node));
    }
  }
}
