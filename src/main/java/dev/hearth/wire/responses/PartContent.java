package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

/** The content of a chat message while it is put together: words, pictures and sound in order. */
final class PartContent {
  private static final String BETWEEN = "\n\n";

  private final List<ObjectNode> parts = new ArrayList<>();

  /** The content of an item: a string or a list of parts. */
  static PartContent of(JsonNode content) {
    PartContent made = new PartContent();
    if (content.isTextual()) {
      made.words(content.textValue());
    }
    content.forEach(made::part);
    return made;
  }

  PartContent words(String words) {
    if (words.isEmpty()) {
      return this;
    }
    if (!parts.isEmpty() && isWords(parts.getLast())) {
      parts.getLast().put("text", parts.getLast().path("text").asText() + BETWEEN + words);
    } else {
      parts.add(Json.object().put("type", "text").put("text", words));
    }
    return this;
  }

  /** A part the model cannot be given is named, so that nothing disappears unsaid. */
  private void part(JsonNode part) {
    if (!part.isObject()) {
      words(part.asText(""));
      return;
    }
    String type = part.path("type").asText("");
    switch (type) {
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          words(part.path("text").asText(""));
      case "refusal" -> words(part.path("refusal").asText(""));
      case "input_image" -> picture(part);
      case "input_audio" -> sound(part);
      case "input_file" -> words(file(part));
      default ->
          words(
              part.path("text").asText("[A part of type " + type + " that cannot be shown here.]"));
    }
  }

  private void picture(JsonNode part) {
    JsonNode image = part.path("image_url");
    String url = image.isTextual() ? image.textValue() : image.path("url").asText("");
    if (url.isEmpty()) {
      words("[An image that is stored elsewhere and cannot be shown here.]");
      return;
    }
    ObjectNode picture = Json.object().put("type", "image_url");
    picture.putObject("image_url").put("url", url);
    parts.add(picture);
  }

  private void sound(JsonNode part) {
    JsonNode audio = part.path("input_audio");
    ObjectNode sound = Json.object().put("type", "input_audio");
    sound.set("input_audio", audio.isObject() ? audio : Json.object());
    parts.add(sound);
  }

  private static String file(JsonNode part) {
    String name = part.path("filename").asText("");
    String data = part.path("file_data").asText("");
    int comma = data.indexOf(";base64,");
    if (data.startsWith("data:text/") && comma > 0) {
      try {
        byte[] bytes = Base64.getMimeDecoder().decode(data.substring(comma + 8));
        String text = new String(bytes, StandardCharsets.UTF_8);
        return name.isEmpty() ? text : name + "\n" + text;
      } catch (IllegalArgumentException damaged) {
        return "[A file whose bytes are damaged.]";
      }
    }
    return "[A file" + (name.isEmpty() ? "" : " named " + name) + " that cannot be shown here.]";
  }

  void addAll(PartContent other) {
    for (ObjectNode part : other.parts) {
      if (isWords(part)) {
        words(part.path("text").asText());
      } else {
        parts.add(part);
      }
    }
  }

  void addAllButWords(PartContent other) {
    other.parts.stream().filter(p -> !isWords(p)).forEach(parts::add);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  boolean onlyWords() {
    return parts.stream().allMatch(PartContent::isWords);
  }

  String words() {
    StringJoiner words = new StringJoiner(BETWEEN);
    parts.stream().filter(PartContent::isWords).forEach(p -> words.add(p.path("text").asText()));
    return words.toString();
  }

  /** A plain string when there are only words, which every server understands. */
  JsonNode content() {
    if (onlyWords()) {
      return Json.object().textNode(words());
    }
    ArrayNode list = Json.array();
    parts.forEach(list::add);
    return list;
  }

  private static boolean isWords(ObjectNode part) {
    return part.path("type").asText("").equals("text");
  }
}
