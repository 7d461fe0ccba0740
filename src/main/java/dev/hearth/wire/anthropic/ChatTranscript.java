package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ReasoningReplay;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.StringJoiner;

/**
 * Builds the messages of a chat request from the turns of a Messages request. Neighbours of one
 * role become one message, as Anthropic's own server does and many chat templates demand; nothing
 * is moved across another message.
 */
final class ChatTranscript {
  /** Claude Code's billing note changes with every request and would spoil the prompt cache. */
  private static final String BILLING = "x-anthropic-billing-header:";

  private final ReasoningReplay replay;
  private final ArrayNode messages = Json.array();
  private final Deque<String> unanswered = new ArrayDeque<>();
  private int invented;

  ChatTranscript(ReasoningReplay replay) {
    this.replay = replay;
  }

  /** The leading instructions. */
  void system(JsonNode system) {
    StringJoiner text = new StringJoiner("\n");
    if (system.isTextual()) {
      text.add(system.textValue());
    }
    for (JsonNode block : system) {
      String words = BlockText.of(block);
      if (!words.isEmpty() && !words.startsWith(BILLING)) {
        text.add(words);
      }
    }
    instructions(text.toString());
  }

  private void instructions(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (messages.isEmpty()) {
      messages.addObject().put("role", "system").put("content", text);
    } else {
      ObjectNode first = (ObjectNode) messages.get(0);
      first.put("content", first.path("content").asText("") + "\n" + text);
    }
  }

  void message(JsonNode message) {
    JsonNode content = message.path("content");
    switch (message.path("role").asText("")) {
      case "assistant" -> assistant(content);
      case "system", "developer" -> lateInstructions(content);
      default -> user(content);
    }
  }

  /**
   * Instructions given during the conversation keep their place: most templates accept a system
   * message only at the start, so later ones go to the model the way agents remind it of things.
   */
  private void lateInstructions(JsonNode content) {
    String text = BlockText.all(content);
    if (text.isEmpty()) {
      return;
    }
    boolean atStart =
        messages.isEmpty() || (messages.size() == 1 && role(messages.get(0)).equals("system"));
    if (atStart) {
      instructions(text);
    } else {
      UserParts parts = new UserParts();
      parts.text("<system-reminder>\n" + text + "\n</system-reminder>");
      addUser(parts);
    }
  }

  private void user(JsonNode content) {
    UserParts parts = new UserParts();
    UserParts said = new UserParts();
    if (content.isTextual()) {
      said.text(content.textValue());
    }
    for (JsonNode block : content) {
      if (block.path("type").asText("").equals("tool_result")) {
        toolResult(block, parts);
      } else {
        said.block(block);
      }
    }
    parts.addAll(said);
    addUser(parts);
  }

  /** A result's pictures follow as the user's, for tool messages hold text only. */
  private void toolResult(JsonNode block, UserParts pictures) {
    String given = block.path("tool_use_id").asText("");
    String id = given.isEmpty() ? nextUnanswered() : ToolIds.toBackend(given);
    unanswered.remove(id);
    UserParts result = new UserParts();
    JsonNode content = block.path("content");
    if (content.isTextual()) {
      result.text(content.textValue());
    }
    content.forEach(result::block);
    String text = result.wordsOnly();
    if (result.hasPictures()) {
      pictures.text("Attached to the result of " + id + ":");
      pictures.addPicturesOf(result);
      text = text.isEmpty() ? "The result is the attached image." : text;
    }
    if (block.path("is_error").asBoolean(false) && !saysError(text)) {
      text = "Error: " + text;
    }
    messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", text);
  }

  private static boolean saysError(String text) {
    return text.regionMatches(true, 0, "error", 0, 5) || text.startsWith("<tool_use_error>");
  }

  private String nextUnanswered() {
    return unanswered.isEmpty() ? inventedId() : unanswered.peek();
  }

  private String inventedId() {
    return "call_unnamed_" + invented++;
  }

  private void addUser(UserParts parts) {
    if (parts.isEmpty()) {
      return;
    }
    if (!messages.isEmpty() && role(messages.get(messages.size() - 1)).equals("user")) {
      ObjectNode previous = (ObjectNode) messages.get(messages.size() - 1);
      previous.set("content", UserParts.of(previous.path("content")).addAll(parts).content());
    } else {
      messages.addObject().put("role", "user").set("content", parts.content());
    }
  }

  private void assistant(JsonNode content) {
    unanswered.clear();
    StringJoiner text = new StringJoiner("\n");
    StringJoiner thinking = new StringJoiner("\n");
    ArrayNode calls = Json.array();
    if (content.isTextual()) {
      text.add(content.textValue());
    }
    for (JsonNode block : content) {
      switch (block.path("type").asText("")) {
        case "tool_use" -> calls.add(call(block));
        case "thinking" -> addWords(thinking, block.path("thinking").asText(""));
        case "redacted_thinking" -> {}
        default -> addWords(text, BlockText.of(block));
      }
    }
    ObjectNode message = assistantMessage();
    append(message, "content", text.toString());
    if (thinking.length() > 0) {
      keepThinking(message, thinking.toString());
    }
    if (!calls.isEmpty()) {
      message.withArray("tool_calls").addAll(calls);
    }
  }

  private ObjectNode call(JsonNode block) {
    String given = block.path("id").asText("");
    String id = given.isEmpty() ? inventedId() : ToolIds.toBackend(given);
    unanswered.add(id);
    JsonNode input = block.path("input");
    ObjectNode call = Json.object().put("id", id).put("type", "function");
    call.putObject("function")
        .put("name", block.path("name").asText(""))
        .put("arguments", input.isObject() ? Json.text(input) : "{}");
    return call;
  }

  private ObjectNode assistantMessage() {
    if (!messages.isEmpty() && role(messages.get(messages.size() - 1)).equals("assistant")) {
      return (ObjectNode) messages.get(messages.size() - 1);
    }
    return messages.addObject().put("role", "assistant").put("content", "");
  }

  private void keepThinking(ObjectNode message, String thinking) {
    if (replay == ReasoningReplay.NONE) {
      return;
    }
    if (replay == ReasoningReplay.KEEP_LAST) {
      for (JsonNode earlier : messages) {
        if (earlier != message) {
          ((ObjectNode) earlier).remove("reasoning_content");
        }
      }
    }
    append(message, "reasoning_content", thinking);
  }

  private static void append(ObjectNode message, String field, String text) {
    String before = message.path(field).asText("");
    message.put(field, before.isEmpty() || text.isEmpty() ? before + text : before + "\n" + text);
  }

  private static void addWords(StringJoiner joiner, String words) {
    if (!words.isEmpty()) {
      joiner.add(words);
    }
  }

  private static String role(JsonNode message) {
    return message.path("role").asText("");
  }

  ArrayNode messages() {
    if (messages.isEmpty()) {
      // Only empty turns were sent; a chat request needs at least one message.
      messages.addObject().put("role", "user").put("content", "");
    }
    return messages;
  }
}
