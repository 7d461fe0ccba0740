package dev.hearth.desk.traffic.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.desk.controls.ShownText;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.Turns;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the messages of a request, in either dialect, as cards; results join their calls. */
final class MessageCards {
  private final Map<String, JsonNode> results = new HashMap<>();
  private final List<Card> cards = new ArrayList<>();
  private final int messagesBefore;
  private boolean fresh;

  private MessageCards(int messagesBefore) {
    this.messagesBefore = messagesBefore;
  }

  /** The cards of a request; messages beyond {@code messagesBefore} are fresh, if that is known. */
  static List<Card> of(Payload request, int messagesBefore) {
    MessageCards reader = new MessageCards(messagesBefore);
    List<JsonNode> messages = Turns.of(request).messages();
    messages.forEach(reader::collectResults);
    int systems = 0;
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      // The system prompt of one dialect is no message and does not count.
      systems += Turns.isSystem(message) && i == 0 && isOutside(request) ? 1 : 0;
      reader.fresh = messagesBefore > 0 && i - systems >= messagesBefore;
      reader.read(message, "m" + i);
    }
    return reader.cards;
  }

  private static boolean isOutside(Payload request) {
    return Json.parse(request.bytes())
        .map(b -> b.has("system") || b.has("instructions"))
        .orElse(false);
  }

  private void collectResults(JsonNode message) {
    if (Turns.role(message).equals("tool")) {
      String id = message.path("tool_call_id").asText(message.path("call_id").asText(""));
      results.put(id, message);
    }
    for (JsonNode block : message.path("content")) {
      if (block.path("type").asText("").equals("tool_result")) {
        results.put(block.path("tool_use_id").asText(""), block);
      }
    }
  }

  private void read(JsonNode message, String key) {
    Card.Role role =
        switch (Turns.role(message)) {
          case "system", "developer" -> Card.Role.SYSTEM;
          case "assistant" -> Card.Role.ASSISTANT;
          case "tool" -> Card.Role.TOOL;
          default -> Card.Role.USER;
        };
    if (role == Card.Role.TOOL) {
      return;
    }
    String thought = thought(message);
    if (!thought.isEmpty()) {
      cards.add(new Card.Thought(key + "r", thought, fresh, false));
    }
    if (!message.path("type").asText("").equals("reasoning")) {
      content(message.path("content"), role, key);
    }
    int n = 0;
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      call(
          key + "c" + n++,
          call.path("id").asText(""),
          function.path("name").asText(""),
          function.path("arguments").asText(""));
    }
    if (message.has("call_id")) {
      call(
          key + "c",
          message.path("call_id").asText(""),
          message.path("name").asText(message.path("type").asText("")),
          message.path("arguments").asText(message.path("input").asText("")));
    }
  }

  private static String thought(JsonNode message) {
    if (!message.path("type").asText("").equals("reasoning")) {
      return message.path("reasoning_content").asText("");
    }
    JsonNode whole = message.path("content");
    StringBuilder text = new StringBuilder();
    for (JsonNode part : whole.isEmpty() ? message.path("summary") : whole) {
      text.append(text.isEmpty() ? "" : "\n\n").append(part.path("text").asText(""));
    }
    return text.toString();
  }

  private void content(JsonNode content, Card.Role role, String key) {
    if (content.isTextual()) {
      speech(key, role, content.textValue(), List.of());
      return;
    }
    StringBuilder text = new StringBuilder();
    List<Card.Picture> pictures = new ArrayList<>();
    int n = 0;
    for (JsonNode block : content) {
      switch (block.path("type").asText("")) {
        case "text", "input_text", "output_text" -> {
          text.append(text.isEmpty() ? "" : "\n\n").append(block.path("text").asText(""));
        }
        case "image_url", "image", "input_image" -> pictures.add(picture(block));
        case "thinking" ->
            cards.add(
                new Card.Thought(key + "t" + n, block.path("thinking").asText(""), fresh, false));
        case "tool_use" -> {
          speech(key + "s" + n, role, text.toString(), pictures);
          text.setLength(0);
          pictures = new ArrayList<>();
          call(
              key + "c" + n,
              block.path("id").asText(""),
              block.path("name").asText(""),
              Json.text(block.path("input")));
        }
        case "tool_result" -> {}
        default -> text.append(text.isEmpty() ? "" : "\n\n").append(Json.text(block));
      }
      n++;
    }
    speech(key + "e", role, text.toString(), pictures);
  }

  private void speech(String key, Card.Role role, String text, List<Card.Picture> pictures) {
    if (!text.isBlank() || !pictures.isEmpty()) {
      cards.add(new Card.Speech(key, role, text, List.copyOf(pictures), fresh, false));
    }
  }

  private void call(String key, String id, String name, String arguments) {
    JsonNode result = results.get(id);
    boolean failed = result != null && result.path("is_error").asBoolean(false);
    cards.add(
        new Card.Call(
            key,
            name,
            readable(arguments),
            result != null,
            result == null ? "" : resultText(result),
            failed,
            Verdict.UNJUDGED,
            fresh,
            false));
  }

  /** Arguments indented when they are JSON. */
  static String readable(String arguments) {
    return Json.parse(arguments)
        .filter(n -> n.isContainerNode() && !n.isEmpty())
        .map(ShownText::pretty)
        .orElse(arguments);
  }

  private static String resultText(JsonNode result) {
    JsonNode content = result.has("content") ? result.path("content") : result.path("output");
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content) {
      String part =
          block.has("text")
              ? block.path("text").asText("")
              : "[" + block.path("type").asText("") + "]";
      text.append(text.isEmpty() ? "" : "\n").append(part);
    }
    return text.toString();
  }

  private static Card.Picture picture(JsonNode block) {
    JsonNode source = block.path("source");
    if (source.path("type").asText("").equals("base64")) {
      return new Card.Picture(
          source.path("media_type").asText(""), source.path("data").asText(""), "");
    }
    JsonNode image = block.path("image_url");
    String url =
        image.isTextual()
            ? image.textValue()
            : image.path("url").asText(source.path("url").asText(""));
    int comma = url.indexOf(";base64,");
    if (url.startsWith("data:") && comma > 0) {
      return new Card.Picture(url.substring(5, comma), url.substring(comma + 8), "");
    }
    return new Card.Picture("", "", url);
  }
}
