package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.RequestBody;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a chat request lets the model call. */
final class ToolOffers {
  private ToolOffers() {}

  static ToolOffer read(ObjectNode body) throws MalformedRequest {
    List<ToolSpec> tools = tools(RequestBody.objectArray(body, "tools"));
    if (tools.isEmpty()) {
      return ToolOffer.EMPTY;
    }
    JsonNode parallel = body.path("parallel_tool_calls");
    JsonNode choice = body.path("tool_choice");
    if (!RequestBody.absent(choice) && !choice.isTextual() && !choice.isObject()) {
      throw RequestBody.wrongType("tool_choice", "a string or an object", choice);
    }
    if (choice(choice) instanceof ToolChoice.Named(String name)) {
      RequestBody.offered(name, body.path("tools").findValuesAsText("name"));
    }
    return new ToolOffer(
        allowed(tools, choice), choice(choice), !parallel.isBoolean() || parallel.booleanValue());
  }

  private static List<ToolSpec> tools(JsonNode list) {
    List<ToolSpec> tools = new ArrayList<>();
    for (JsonNode tool : list) {
      JsonNode function = tool.path("function");
      String name = function.path("name").asText("");
      if (tool.path("type").asText("function").equals("function") && !name.isEmpty()) {
        JsonNode description = function.path("description");
        tools.add(
            new ToolSpec(
                name,
                description.isTextual() ? description.textValue() : "",
                function.path("parameters")));
      }
    }
    return tools;
  }

  private static ToolChoice choice(JsonNode choice) {
    if (choice.isTextual()) {
      return word(choice.textValue());
    }
    String named = choice.path("function").path("name").asText("");
    if (!named.isEmpty()) {
      return new ToolChoice.Named(named);
    }
    return word(choice.path("allowed_tools").path("mode").asText(choice.path("type").asText("")));
  }

  private static ToolChoice word(String word) {
    return switch (word) {
      case "none" -> new ToolChoice.None();
      case "required", "any" -> new ToolChoice.Required();
      default -> new ToolChoice.Auto();
    };
  }

  /** {@code allowed_tools} narrows the list without changing what the model is shown. */
  private static List<ToolSpec> allowed(List<ToolSpec> tools, JsonNode choice) {
    Set<String> names = new HashSet<>();
    for (JsonNode tool : choice.path("allowed_tools").path("tools")) {
      names.add(tool.path("function").path("name").asText(tool.path("name").asText("")));
    }
    return names.isEmpty() ? tools : tools.stream().filter(t -> names.contains(t.name())).toList();
  }
}
