package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.RequestBody;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.openai.ToolNodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tools of a Messages request that a local model can be offered. */
final class ToolList {
  private static final String DEFERRED = "defer_loading";

  private ToolList() {}

  static ToolOffer offer(ObjectNode fields, JsonNode messages) throws MalformedRequest {
    JsonNode list = RequestBody.objectArray(fields, "tools");
    List<JsonNode> functions = new ArrayList<>();
    for (JsonNode tool : list) {
      if (isFunction(tool)) {
        functions.add(tool);
      }
    }
    List<ToolSpec> tools =
        shown(functions, messages).stream()
            .map(
                t ->
                    new ToolSpec(
                        t.path("name").textValue(),
                        t.path("description").asText(""),
                        t.path("input_schema")))
            .toList();
    if (tools.isEmpty()) {
      return ToolOffer.EMPTY;
    }
    JsonNode choice = fields.path("tool_choice");
    if (choice(choice) instanceof ToolChoice.Named(String name)) {
      RequestBody.offered(name, list.findValuesAsText("name"));
    }
    return new ToolOffer(
        tools, choice(choice), !choice.path("disable_parallel_tool_use").asBoolean(false));
  }

  /** Tools with a dated type are run by Anthropic's servers, or known to its models by heart. */
  private static boolean isFunction(JsonNode tool) {
    String type = tool.path("type").asText("custom");
    return type.equals("custom")
        && tool.path("name").isTextual()
        && !tool.path("name").textValue().isEmpty();
  }

  /**
   * Deferred tools stay out of the prompt until the conversation names them, but only when the
   * model has a tool to find them with.
   */
  private static List<JsonNode> shown(List<JsonNode> functions, JsonNode messages) {
    boolean searchable = functions.stream().anyMatch(ToolList::isSearch);
    boolean deferred = functions.stream().anyMatch(ToolList::isDeferred);
    if (!searchable || !deferred) {
      return functions;
    }
    Set<String> named = new HashSet<>();
    named.addAll(messages.findValuesAsText("tool_name"));
    for (JsonNode message : messages) {
      for (JsonNode block : message.path("content")) {
        if (block.path("type").asText("").equals("tool_use")) {
          named.add(block.path("name").asText(""));
        }
      }
    }
    return functions.stream()
        .filter(t -> !isDeferred(t) || named.contains(t.path("name").textValue()))
        .toList();
  }

  private static boolean isDeferred(JsonNode tool) {
    return tool.path(DEFERRED).asBoolean(false);
  }

  private static boolean isSearch(JsonNode tool) {
    String name = tool.path("name").asText("").toLowerCase(Locale.ROOT).replace("_", "");
    return !isDeferred(tool) && name.contains("toolsearch");
  }

  private static ToolChoice choice(JsonNode choice) {
    return switch (choice.path("type").asText("auto")) {
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" -> new ToolChoice.Named(choice.path("name").asText(""));
      default -> new ToolChoice.Auto();
    };
  }

  /** The offer as the tool fields of a chat request. */
  static void write(ToolOffer offer, boolean choiceGiven, ObjectNode chat) {
    if (offer.tools().isEmpty()) {
      return;
    }
    chat.set("tools", ToolNodes.tools(offer.tools()));
    if (choiceGiven) {
      chat.set("tool_choice", ToolNodes.choice(offer.choice()));
    }
    if (!offer.parallel()) {
      chat.put("parallel_tool_calls", false);
    }
  }
}
