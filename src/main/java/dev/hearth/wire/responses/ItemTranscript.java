package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Builds the messages of a chat request from the items of a Responses request. What the model did
 * in one go (thinking, words, calls) becomes one message; neighbours of one role become one, which
 * many chat templates demand.
 */
final class ItemTranscript {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "message",
          "agent_message",
          "configuration_update",
          "reasoning",
          "function_call",
          "function_call_output",
          "custom_tool_call",
          "custom_tool_call_output",
          "tool_search_call",
          "tool_search_output",
          "additional_tools");

  private final ToolBook book;
  private final ArrayNode messages = Json.array();

  /** Pictures of results, which follow as the user's when the run of results is over. */
  private PartContent pictures = new PartContent();

  private PartContent user = new PartContent();
  private String thinking = "";

  ItemTranscript(ToolBook book) {
    this.book = book;
  }

  /** The leading instructions. */
  void instructions(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (messages.isEmpty()) {
      messages.addObject().put("role", "system").put("content", text);
    } else {
      ObjectNode first = (ObjectNode) messages.get(0);
      first.put("content", first.path("content").asText("") + "\n\n" + text);
    }
  }

  void item(JsonNode item) {
    switch (type(item)) {
      case "message" -> message(item);
      case "agent_message" -> agentMessage(item);
      case "reasoning" -> thinking = thought(item);
      case "function_call" -> call(item, text(item.path("arguments")));
      case "custom_tool_call" ->
          call(
              item,
              Json.text(Json.object().put(ToolBook.FREE_TEXT, item.path("input").asText(""))));
      case "tool_search_call" ->
          call(((ObjectNode) item.deepCopy()).put("name", "tool_search"), arguments(item));
      case "function_call_output", "custom_tool_call_output" ->
          result(item, PartContent.of(item.path("output")));
      case "tool_search_output" -> result(item, found(item));
      default -> {
        // The book has the tools that came later, the request the effort; the rest means nothing
        // to a local model.
      }
    }
  }

  /** The type of an item; a message may go without. */
  static String type(JsonNode item) {
    return item.path("type").asText(item.has("role") ? "message" : "");
  }

  /** Whether an item means something to a local model. */
  static boolean understands(JsonNode item) {
    return UNDERSTOOD.contains(type(item));
  }

  private void message(JsonNode item) {
    PartContent content = PartContent.of(item.path("content"));
    switch (item.path("role").asText("")) {
      case "assistant" -> assistant(content.words());
      case "system", "developer" -> standing(content.words());
      default -> fromOutside(content);
    }
  }

  private void fromOutside(PartContent content) {
    flushPictures();
    thinking = "";
    user.addAll(content);
  }

  /** Agents that work together write to each other. */
  private void agentMessage(JsonNode item) {
    String author = item.path("author").asText("");
    PartContent content = new PartContent();
    content.words("Message from " + (author.isEmpty() ? "another agent" : author) + ":");
    content.addAll(PartContent.of(item.path("content")));
    fromOutside(content);
  }

  /**
   * Instructions given during the conversation keep their place: most templates accept a system
   * message only at the start, so later ones go to the model the way agents remind it of things.
   */
  private void standing(String text) {
    boolean atStart =
        user.isEmpty() && (messages.isEmpty() || (messages.size() == 1 && last().equals("system")));
    if (atStart) {
      instructions(text);
    } else if (!text.isEmpty()) {
      flushPictures();
      user.words("<system-reminder>\n" + text + "\n</system-reminder>");
    }
  }

  /** The thinking itself where the client kept it, else what it was shown of it. */
  private static String thought(JsonNode item) {
    String whole = PartContent.of(item.path("content")).words();
    return whole.isEmpty() ? PartContent.of(item.path("summary")).words() : whole;
  }

  private void assistant(String words) {
    if (words.isEmpty()) {
      return;
    }
    ObjectNode message = assistantMessage();
    String before = message.path("content").asText("");
    message.put("content", before.isEmpty() ? words : before + "\n\n" + words);
  }

  private void call(JsonNode item, String arguments) {
    ObjectNode call = assistantMessage().withArray("tool_calls").addObject();
    call.put("id", item.path("call_id").asText(item.path("id").asText("")));
    call.put("type", "function");
    String name = book.nameFor(item.path("namespace").asText(""), item.path("name").asText(""));
    call.putObject("function").put("name", name).put("arguments", arguments);
  }

  private static String text(JsonNode arguments) {
    String text = arguments.isContainerNode() ? Json.text(arguments) : arguments.asText("");
    return text.isBlank() ? "{}" : text;
  }

  private static String arguments(JsonNode search) {
    return text(search.path("arguments"));
  }

  private ObjectNode assistantMessage() {
    flushPictures();
    flushUser();
    if (!last().equals("assistant")) {
      messages.addObject().put("role", "assistant").put("content", "");
    }
    ObjectNode message = (ObjectNode) messages.get(messages.size() - 1);
    if (!thinking.isEmpty()) {
      String before = message.path("reasoning_content").asText("");
      message.put("reasoning_content", before.isEmpty() ? thinking : before + "\n" + thinking);
      thinking = "";
    }
    return message;
  }

  /** Tool messages hold text only. */
  private void result(JsonNode item, PartContent result) {
    flushUser();
    String id = item.path("call_id").asText(item.path("id").asText(""));
    String text = result.words();
    if (!result.onlyWords()) {
      pictures.words("Attached to the result of " + id + ":");
      pictures.addAllButWords(result);
      text = text.isEmpty() ? "The result is attached." : text;
    }
    messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", text);
  }

  private PartContent found(JsonNode item) {
    ToolBook these = ToolBook.of(item.path("tools"), Json.array());
    StringJoiner names = new StringJoiner(", ");
    these.tools().forEach(t -> names.add(book.nameFor(t.namespace(), t.name())));
    return new PartContent()
        .words(
            names.length() == 0 ? "No tools were found." : "These tools are now there: " + names);
  }

  private void flushPictures() {
    if (!pictures.isEmpty()) {
      user.addAll(pictures);
      pictures = new PartContent();
    }
  }

  private void flushUser() {
    if (!user.isEmpty()) {
      messages.addObject().put("role", "user").set("content", user.content());
      user = new PartContent();
    }
  }

  private String last() {
    return messages.isEmpty() ? "" : messages.get(messages.size() - 1).path("role").asText("");
  }

  ArrayNode messages() {
    flushPictures();
    flushUser();
    if (messages.isEmpty()) {
      // Only empty items were sent; a chat request needs at least one message.
      messages.addObject().put("role", "user").put("content", "");
    }
    return messages;
  }
}
