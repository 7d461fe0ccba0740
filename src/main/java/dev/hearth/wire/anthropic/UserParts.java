package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The content of a user's chat message while it is put together: words and pictures in order. */
final class UserParts {
  private final List<ObjectNode> parts = new ArrayList<>();

  /** The parts of a content that was made here. */
  static UserParts of(JsonNode content) {
    UserParts parts = new UserParts();
    if (content.isTextual()) {
      parts.text(content.textValue());
    }
    content.forEach(part -> parts.parts.add((ObjectNode) part));
    return parts;
  }

  void text(String words) {
    if (words.isEmpty()) {
      return;
    }
    if (!parts.isEmpty() && isText(parts.getLast())) {
      parts.getLast().put("text", parts.getLast().path("text").asText() + "\n" + words);
    } else {
      parts.add(Json.object().put("type", "text").put("text", words));
    }
  }

  /** Adds a block of a Messages request; a document or search result may hold pictures too. */
  void block(JsonNode block) {
    if (block.path("type").asText("").equals("image")) {
      picture(block.path("source"));
      return;
    }
    text(BlockText.of(block));
    for (JsonNode inner : block.path("source").path("content")) {
      if (inner.path("type").asText("").equals("image")) {
        picture(inner.path("source"));
      }
    }
  }

  private void picture(JsonNode source) {
    String url =
        switch (source.path("type").asText("")) {
          case "base64" ->
              "data:"
                  + source.path("media_type").asText("image/png")
                  + ";base64,"
                  + source.path("data").asText("");
          case "url" -> source.path("url").asText("");
          default -> "";
        };
    if (url.isEmpty()) {
      text("[An image that is stored elsewhere and cannot be shown here.]");
      return;
    }
    ObjectNode part = Json.object().put("type", "image_url");
    part.putObject("image_url").put("url", url);
    parts.add(part);
  }

  UserParts addAll(UserParts other) {
    for (ObjectNode part : other.parts) {
      if (isText(part)) {
        text(part.path("text").asText());
      } else {
        parts.add(part);
      }
    }
    return this;
  }

  void addPicturesOf(UserParts other) {
    other.parts.stream().filter(p -> !isText(p)).forEach(parts::add);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  boolean hasPictures() {
    return parts.stream().anyMatch(p -> !isText(p));
  }

  String wordsOnly() {
    StringJoiner words = new StringJoiner("\n");
    parts.stream().filter(UserParts::isText).forEach(p -> words.add(p.path("text").asText()));
    return words.toString();
  }

  /** A plain string when there are only words, which every server understands. */
  JsonNode content() {
    if (!hasPictures()) {
      return Json.object().textNode(wordsOnly());
    }
    ArrayNode list = Json.array();
    parts.forEach(list::add);
    return list;
  }

  private static boolean isText(ObjectNode part) {
    return part.path("type").asText("").equals("text");
  }
}
