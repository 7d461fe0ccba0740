package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.openai.ToolNodes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields about tools: what may be called, and how chat completions say it. */
final class ToolFields {
  private ToolFields() {}

  static ToolOffer offer(ObjectNode fields, ToolBook book) {
    List<ToolSpec> tools = book.tools().stream().map(OfferedTool::spec).toList();
    if (tools.isEmpty()) {
      return ToolOffer.EMPTY;
    }
    JsonNode choice = fields.path("tool_choice");
    return new ToolOffer(
        allowed(tools, choice, book),
        choice(choice, book),
        fields.path("parallel_tool_calls").asBoolean(true));
  }

  private static List<ToolSpec> allowed(List<ToolSpec> tools, JsonNode choice, ToolBook book) {
    if (!choice.path("type").asText("").equals("allowed_tools")) {
      return tools;
    }
    Set<String> names = new HashSet<>();
    choice.path("tools").forEach(tool -> names.add(name(tool, book)));
    return tools.stream().filter(t -> names.contains(t.name())).toList();
  }

  private static String name(JsonNode tool, ToolBook book) {
    return book.nameFor(tool.path("namespace").asText(""), tool.path("name").asText(""));
  }

  private static ToolChoice choice(JsonNode choice, ToolBook book) {
    String word = choice.isTextual() ? choice.textValue() : choice.path("mode").asText("");
    return switch (choice.path("type").asText("")) {
      case "function", "custom" -> new ToolChoice.Named(name(choice, book));
      default ->
          switch (word) {
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> new ToolChoice.Auto();
          };
    };
  }

  /** Writes what the model is shown; narrowing by {@code allowed_tools} leaves that as it is. */
  static void write(ObjectNode fields, ToolBook book, ObjectNode chat) {
    if (book.tools().isEmpty()) {
      return;
    }
    chat.set("tools", ToolNodes.tools(book.tools().stream().map(OfferedTool::spec).toList()));
    if (fields.hasNonNull("tool_choice")) {
      chat.set("tool_choice", ToolNodes.choice(choice(fields.path("tool_choice"), book)));
    }
    if (fields.path("parallel_tool_calls").isBoolean()) {
      chat.set("parallel_tool_calls", fields.path("parallel_tool_calls"));
    }
  }
}
