package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/**
 * What a content block says in words. A block that only Anthropic's servers can use is named, so
 * that nothing disappears unsaid.
 */
final class BlockText {
  private BlockText() {}

  /** The words of a content that is a string or a list of blocks. */
  static String all(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringJoiner text = new StringJoiner("\n");
    for (JsonNode block : content) {
      String words = of(block);
      if (!words.isEmpty()) {
        text.add(words);
      }
    }
    return text.toString();
  }

  static String of(JsonNode block) {
    if (block.isTextual()) {
      return block.textValue();
    }
    String type = block.path("type").asText("");
    return switch (type) {
      case "text" -> block.path("text").asText("");
      case "document" -> document(block);
      case "search_result" ->
          titled(block.path("title"), block.path("source"), all(block.path("content")));
      case "web_search_result", "web_fetch_result" ->
          titled(block.path("title"), block.path("url"), all(block.path("content")));
      case "tool_reference" ->
          "The tool " + block.path("tool_name").asText("") + " is now available.";
      case "server_tool_use", "mcp_tool_use" ->
          "[Called " + block.path("name").asText("") + " with " + Json.text(input(block)) + "]";
      case "image" -> "[An image.]";
      case "thinking", "redacted_thinking", "container_upload", "fallback" -> "";
      default -> unknown(type, block);
    };
  }

  private static JsonNode input(JsonNode block) {
    return block.path("input").isMissingNode() ? Json.object() : block.path("input");
  }

  private static String unknown(String type, JsonNode block) {
    if (block.path("text").isTextual()) {
      return block.path("text").textValue();
    }
    String inner = block.path("content").isContainerNode() ? inner(block.path("content")) : "";
    return inner.isEmpty() ? "[A block of type " + type + " that cannot be shown here.]" : inner;
  }

  private static String inner(JsonNode content) {
    if (content.isArray()) {
      return all(content);
    }
    String output = content.path("stdout").asText("") + content.path("stderr").asText("");
    String code = content.path("error_code").asText("");
    return output.isEmpty() && !code.isEmpty() ? "Error: " + code : output;
  }

  private static String titled(JsonNode title, JsonNode source, String text) {
    StringJoiner out = new StringJoiner("\n");
    for (String line : new String[] {title.asText(""), source.asText(""), text}) {
      if (!line.isEmpty()) {
        out.add(line);
      }
    }
    return out.toString();
  }

  private static String document(JsonNode block) {
    JsonNode source = block.path("source");
    String text =
        switch (source.path("type").asText("")) {
          case "text" -> source.path("data").asText("");
          case "content" -> all(source.path("content"));
          case "base64" -> decoded(source);
          case "url" -> "[A document at " + source.path("url").asText("") + "]";
          default -> "[A document that is stored elsewhere and cannot be shown here.]";
        };
    return titled(block.path("title"), block.path("context"), text);
  }

  private static String decoded(JsonNode source) {
    String media = source.path("media_type").asText("");
    if (media.startsWith("text/") || media.equals("application/json")) {
      try {
        byte[] bytes = Base64.getMimeDecoder().decode(source.path("data").asText(""));
        return new String(bytes, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return "[A document whose bytes are damaged.]";
      }
    }
    return "[A document of type " + media + " that cannot be shown here.]";
  }
}
