package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.RequestBody;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.responses.OfferedTool.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools of a request under the names the model knows them by. Chat completions have functions
 * only, so groups become part of the name and free text becomes an argument; replies and earlier
 * calls are turned back with the same book.
 */
final class ToolBook {
  /** The one argument a tool of free text has for the model. */
  static final String FREE_TEXT = "input";

  private static final String SEARCH = "tool_search";
  private static final String JOINT = "__";

  private final Map<String, OfferedTool> byShownName = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  private ToolBook() {}

  /** Reads the request's tools and those that were added or found during the conversation. */
  static ToolBook of(JsonNode tools, JsonNode items) {
    ToolBook book = new ToolBook();
    book.addAll(tools, "");
    for (JsonNode item : items) {
      switch (item.path("type").asText("")) {
        case "additional_tools", "tool_search_output" -> book.addAll(item.path("tools"), "");
        default -> {
          // Other items offer nothing.
        }
      }
    }
    return book;
  }

  private void addAll(JsonNode tools, String namespace) {
    for (JsonNode tool : tools) {
      add(tool, namespace);
    }
  }

  private void add(JsonNode tool, String namespace) {
    String type = tool.path("type").asText("function");
    String name = tool.path("name").asText("");
    switch (type) {
      case "namespace" -> addAll(tool.path("tools"), name);
      case "function" -> named(Kind.FUNCTION, namespace, name, tool, tool.path("parameters"));
      case "custom" -> named(Kind.CUSTOM, namespace, name, tool, freeText());
      case SEARCH -> search(tool);
      default -> leftOut.add(type);
    }
  }

  /** Only a search that the client carries out can be answered. */
  private void search(JsonNode tool) {
    boolean answered = tool.path("execution").asText("").equals("client");
    if (answered && tool.path("parameters").isObject()) {
      named(Kind.SEARCH, "", SEARCH, tool, tool.path("parameters"));
    } else {
      leftOut.add(SEARCH);
    }
  }

  private void named(Kind kind, String namespace, String name, JsonNode tool, JsonNode schema) {
    if (name.isEmpty() || find(namespace, name).isPresent()) {
      return;
    }
    String shown = free(shown(namespace, name));
    JsonNode given = RequestBody.absent(schema) ? MissingNode.getInstance() : schema;
    ToolSpec spec = new ToolSpec(shown, description(kind, tool), given);
    byShownName.put(shown, new OfferedTool(kind, namespace, name, spec));
  }

  private static String description(Kind kind, JsonNode tool) {
    String said = tool.path("description").asText("");
    JsonNode format = tool.path("format");
    if (kind != Kind.CUSTOM || !format.path("definition").isTextual()) {
      return said;
    }
    return said
        + "\n\nThe text must follow this "
        + format.path("syntax").asText("")
        + " grammar:\n"
        + format.path("definition").textValue();
  }

  private static ObjectNode freeText() {
    ObjectNode schema = Json.object().put("type", "object");
    schema
        .putObject("properties")
        .putObject(FREE_TEXT)
        .put("type", "string")
        .put("description", "The whole text for the tool, exactly as it is to get it.");
    schema.putArray("required").add(FREE_TEXT);
    return schema.put("additionalProperties", false);
  }

  private static String shown(String namespace, String name) {
    if (namespace.isEmpty()) {
      return name;
    }
    String joint = namespace.endsWith("_") ? "" : JOINT;
    return (namespace + joint + name).replaceAll("[^A-Za-z0-9_-]", "_");
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; byShownName.containsKey(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private Optional<OfferedTool> find(String namespace, String name) {
    return byShownName.values().stream().filter(t -> t.is(namespace, name)).findFirst();
  }

  List<OfferedTool> tools() {
    return List.copyOf(byShownName.values());
  }

  /** The kinds of tools a local model cannot be offered. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** The tool the model means by this name. */
  Optional<OfferedTool> shownAs(String name) {
    return Optional.ofNullable(byShownName.get(name));
  }

  /** The name the model knows a tool by, which may be one it can no longer call. */
  String nameFor(String namespace, String name) {
    return find(namespace, name).map(t -> t.spec().name()).orElseGet(() -> shown(namespace, name));
  }
}
