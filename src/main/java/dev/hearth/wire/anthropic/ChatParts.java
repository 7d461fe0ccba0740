package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;

/** The parts of a chat message's content as blocks of a Messages request. */
final class ChatParts {
  private static final String BASE64 = ";base64,";

  private ChatParts() {}

  static ArrayNode blocks(JsonNode content) {
    ArrayNode blocks = Json.array();
    if (content.isTextual()) {
      text(content.textValue(), blocks);
    }
    for (JsonNode part : content) {
      switch (part.path("type").asText("text")) {
        case "image_url" -> image(part.path("image_url"), blocks);
        case "file" -> file(part.path("file"), blocks);
        case "refusal" -> text(part.path("refusal").asText(""), blocks);
        case "text" ->
            text(part.isTextual() ? part.textValue() : part.path("text").asText(""), blocks);
        default ->
            text("[A part of type " + part.path("type").asText() + " was left out.]", blocks);
      }
    }
    return blocks;
  }

  /** Empty text blocks are refused by the server. */
  private static void text(String text, ArrayNode blocks) {
    if (!text.isEmpty()) {
      blocks.addObject().put("type", "text").put("text", text);
    }
  }

  private static void image(JsonNode image, ArrayNode blocks) {
    String url = image.isTextual() ? image.textValue() : image.path("url").asText("");
    ObjectNode source = blocks.addObject().put("type", "image").putObject("source");
    if (!inline(url, source)) {
      source.put("type", "url").put("url", url);
    }
  }

  private static void file(JsonNode file, ArrayNode blocks) {
    ObjectNode source = Json.object();
    if (inline(file.path("file_data").asText(""), source)) {
      ObjectNode block = blocks.addObject().put("type", "document");
      block.set("source", source);
      String name = file.path("filename").asText("");
      if (!name.isEmpty()) {
        block.put("title", name);
      }
    } else {
      text("[A file that is stored elsewhere was left out.]", blocks);
    }
  }

  /** Reads a {@code data:} address into a source. */
  private static boolean inline(String url, ObjectNode source) {
    int at = url.indexOf(BASE64);
    if (!url.startsWith("data:") || at < 0) {
      return false;
    }
    source
        .put("type", "base64")
        .put("media_type", url.substring("data:".length(), at))
        .put("data", url.substring(at + BASE64.length()));
    return true;
  }
}
