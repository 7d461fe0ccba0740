package dev.hearth.traffic.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a request body, whichever dialect it is in.
 *
 * @param messages in order, system prompts included when they are messages
 */
public record Turns(List<JsonNode> messages) {
  /** Words kept of a turn; enough to find and to name it. */
  private static final int MOST_SAID = 64 * 1024;

  public Turns {
    messages = List.copyOf(messages);
  }

  /** Reads a body; none when it has no messages. */
  public static Turns of(Payload body) {
    if (body.bytes().length == 0 || body.cut()) {
      return new Turns(List.of());
    }
    return Json.parse(body.bytes()).map(Turns::of).orElse(new Turns(List.of()));
  }

  /** Reads a parsed body. */
  public static Turns of(JsonNode body) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode system = body.has("instructions") ? body.path("instructions") : body.path("system");
    if (!system.isMissingNode() && !system.isNull()) {
      all.add(Json.object().put("role", "system").set("content", system));
    }
    JsonNode messages = body.has("messages") ? body.path("messages") : body.path("input");
    if (messages.isArray()) {
      messages.forEach(all::add);
    } else if (messages.isTextual()) {
      all.add(Json.object().put("role", "user").set("content", messages));
    } else if (body.path("prompt").isTextual()) {
      all.add(Json.object().put("role", "user").set("content", body.path("prompt")));
    }
    return new Turns(all);
  }

  /** Who says it. */
  public static String role(JsonNode message) {
    String role = message.path("role").asText("");
    if (!role.isEmpty()) {
      return role;
    }
    return switch (message.path("type").asText("")) {
      case "function_call", "custom_tool_call", "tool_search_call", "reasoning" -> "assistant";
      case "function_call_output", "custom_tool_call_output", "tool_search_output" -> "tool";
      default -> "user";
    };
  }

  /** Whether it sets the scene instead of being part of the talk. */
  public static boolean isSystem(JsonNode message) {
    String role = role(message);
    return role.equals("system") || role.equals("developer");
  }

  /**
   * What came after the model's last turn: the prompt or the tool results this request is about.
   */
  public List<JsonNode> latest() {
    int from = messages.size();
    while (from > 0 && !role(messages.get(from - 1)).equals("assistant")) {
      from--;
    }
    return messages.subList(from, messages.size());
  }

  /** The words of messages, without system prompts, up to a limit. */
  public static String said(List<JsonNode> messages) {
    StringBuilder said = new StringBuilder();
    for (JsonNode message : messages) {
      if (said.length() < MOST_SAID && !isSystem(message)) {
        said.append(MessageText.of(message)).append('\n');
      }
    }
    return (said.length() > MOST_SAID ? said.substring(0, MOST_SAID) : said.toString()).strip();
  }
}
