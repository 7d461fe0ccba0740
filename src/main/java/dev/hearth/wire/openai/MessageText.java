package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** The words of a message whose content is a string or a list of parts. */
final class MessageText {
  private MessageText() {}

  static String of(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringJoiner text = new StringJoiner("\n");
    for (JsonNode part : content) {
      if (part.isTextual()) {
        text.add(part.textValue());
      } else if (part.path("text").isTextual()) {
        text.add(part.path("text").textValue());
      }
    }
    return text.toString();
  }

  /** The words of the last message of the user. */
  static String lastOfUser(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).path("role").asText("").equals("user")) {
        return of(messages.get(i).path("content"));
      }
    }
    return "";
  }
}
