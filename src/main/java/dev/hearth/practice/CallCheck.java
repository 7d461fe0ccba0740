package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells an earlier call that was carried out from one that was refused: only a call that names a
 * known tool and fits its schema can have been carried out.
 */
final class CallCheck {
  private final List<OfferedTool> tools;

  CallCheck(List<OfferedTool> tools) {
    this.tools = tools;
  }

  /** Without tools on offer nothing speaks against a call: it was made when there were some. */
  boolean isSound(JsonNode call) {
    if (tools.isEmpty()) {
      return true;
    }
    JsonNode function = call.path("function");
    Optional<OfferedTool> tool =
        tools.stream()
            .filter(offered -> offered.name().equals(function.path("name").asText()))
            .findFirst();
    Optional<JsonNode> arguments =
        function.path("arguments").isTextual()
            ? Json.parse(function.get("arguments").asText())
            : Optional.ofNullable(function.get("arguments"));
    return tool.isPresent()
        && arguments.filter(JsonNode::isObject).isPresent()
        && fits(tool.get().parameters(), tool.get().parameters(), arguments.get());
  }

  private static boolean fits(JsonNode document, JsonNode schema, JsonNode value) {
    JsonNode resolved = SchemaTypes.resolve(document, schema);
    if (!SchemaTypes.accepts(resolved, value)) {
      return false;
    }
    for (JsonNode name : resolved.path("required")) {
      if (value.isObject() && !value.has(name.asText())) {
        return false;
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode property = resolved.path("properties").path(field.getKey());
      if (!property.isMissingNode() && !fits(document, property, field.getValue())) {
        return false;
      }
    }
    if (value.isArray() && resolved.has("items")) {
      for (JsonNode item : value) {
        if (!fits(document, resolved.get("items"), item)) {
          return false;
        }
      }
    }
    return true;
  }
}
