package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolSpec;

/** Tools and the choice among them as chat completions write them. */
public final class ToolNodes {
  private ToolNodes() {}

  /** One function tool; a schema that is none becomes one that takes anything. */
  public static ObjectNode tool(ToolSpec spec) {
    ObjectNode tool = Json.object().put("type", "function");
    ObjectNode function = tool.putObject("function").put("name", spec.name());
    if (!spec.description().isEmpty()) {
      function.put("description", spec.description());
    }
    boolean schema = spec.parameters().isObject() || spec.parameters().isBoolean();
    function.set("parameters", schema ? spec.parameters() : anything());
    return tool;
  }

  private static ObjectNode anything() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  /** Function tools in this order. */
  public static ArrayNode tools(Iterable<ToolSpec> specs) {
    ArrayNode tools = Json.array();
    specs.forEach(spec -> tools.add(tool(spec)));
    return tools;
  }

  public static JsonNode choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto _ -> Json.object().textNode("auto");
      case ToolChoice.None _ -> Json.object().textNode("none");
      case ToolChoice.Required _ -> Json.object().textNode("required");
      case ToolChoice.Named(String name) -> {
        ObjectNode named = Json.object().put("type", "function");
        named.putObject("function").put("name", name);
        yield named;
      }
    };
  }
}
