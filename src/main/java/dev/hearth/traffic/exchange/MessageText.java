package dev.hearth.traffic.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;

/** The words of a message in either dialect: prose, tool results, called tools with arguments. */
public final class MessageText {
  private MessageText() {}

  /** What a message says, one part a line. */
  public static String of(JsonNode message) {
    StringBuilder text = new StringBuilder();
    content(message.path("content"), text);
    for (JsonNode call : message.path("tool_calls")) {
      call(call.path("function"), text);
    }
    call(message, text);
    content(message.path("output"), text);
    content(message.path("summary"), text);
    return text.toString().strip();
  }

  private static void content(JsonNode content, StringBuilder text) {
    if (content.isTextual()) {
      line(content.textValue(), text);
    } else if (content.isArray()) {
      content.forEach(block -> block(block, text));
    } else if (content.isObject()) {
      block(content, text);
    }
  }

  private static void block(JsonNode block, StringBuilder text) {
    if (block.isTextual()) {
      line(block.textValue(), text);
      return;
    }
    line(block.path("text").asText(""), text);
    line(block.path("thinking").asText(""), text);
    if (block.path("type").asText("").equals("tool_use")) {
      line(block.path("name").asText(""), text);
      line(Json.text(block.path("input")), text);
    }
    content(block.path("content"), text);
  }

  private static void call(JsonNode call, StringBuilder text) {
    if (call.has("name") && (call.has("arguments") || call.has("input"))) {
      line(call.path("name").asText(""), text);
      line(call.path("arguments").asText(call.path("input").asText("")), text);
    }
  }

  private static void line(String words, StringBuilder text) {
    if (!words.isEmpty()) {
      text.append(words).append('\n');
    }
  }
}
