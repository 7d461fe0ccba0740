package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.practice.Script.Call;
import dev.hearth.wire.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Spoils a good call in the ways local models do. Empty where no offered tool allows it. */
final class BadCalls {
  private static final List<String> NO_SUCH_TOOL =
      List.of("open_sesame", "do_everything", "practice_nowhere");

  private final List<OfferedTool> tools;
  private final String message;

  /** Tools in the order in which they are preferred. */
  BadCalls(List<OfferedTool> tools, String message) {
    this.tools = tools;
    this.message = message;
  }

  Optional<Call> unknownTool() {
    return NO_SUCH_TOOL.stream()
        .filter(name -> tools.stream().noneMatch(tool -> tool.name().equals(name)))
        .findFirst()
        .map(name -> new Call(name, Json.text(arguments(tools.getFirst()))));
  }

  Optional<Call> nearMiss() {
    OfferedTool tool = tools.getFirst();
    String titled =
        Arrays.stream(tool.name().split("_", -1))
            .map(BadCalls::capitalised)
            .collect(Collectors.joining("_"));
    String name = titled.equals(tool.name()) ? tool.name().toLowerCase(Locale.ROOT) : titled;
    return Optional.of(new Call(name, Json.text(arguments(tool))));
  }

  Optional<Call> malformed() {
    OfferedTool tool = tools.getFirst();
    String whole = Json.text(arguments(tool));
    return Optional.of(new Call(tool.name(), whole.substring(0, whole.length() - 1) + ", oops: "));
  }

  Optional<Call> missingField() {
    return spoil(BadCalls::isRequired, (arguments, name) -> arguments.remove(name));
  }

  Optional<Call> wrongType() {
    return spoil(
        (schema, name) -> property(schema, name).has("type"),
        (arguments, name) -> {
          boolean object = arguments.path(name).isObject();
          JsonNode wrong =
              object
                  ? JsonNodeFactory.instance.numberNode(7)
                  : JsonNodeFactory.instance.objectNode().put("wrong", true);
          arguments.set(name, wrong);
        });
  }

  Optional<Call> quotedNumber() {
    return spoil(
        (schema, name) ->
            List.of("integer", "number").contains(SchemaTypes.main(property(schema, name))),
        (arguments, name) ->
            arguments.set(
                name,
                TextNode.valueOf(
                    arguments.hasNonNull(name) ? Json.text(arguments.get(name)) : "3")));
  }

  Optional<Call> loneValue() {
    return spoil(
        (schema, name) -> SchemaTypes.main(property(schema, name)).equals("array"),
        (arguments, name) -> {
          JsonNode first = arguments.path(name).path(0);
          arguments.set(name, first.isMissingNode() ? TextNode.valueOf("practice") : first);
        });
  }

  Optional<Call> jsonInString() {
    OfferedTool tool = tools.getFirst();
    String inner = Json.text(arguments(tool));
    return Optional.of(new Call(tool.name(), Json.text(TextNode.valueOf(inner))));
  }

  /** The fields of a call that breaks its schema; without a required field, an unknown tool's. */
  Call badForText() {
    return missingField().or(this::wrongType).or(this::unknownTool).orElseThrow();
  }

  private ObjectNode arguments(OfferedTool tool) {
    return SampleArguments.of(tool, message);
  }

  private interface Suits {
    boolean test(JsonNode schema, String property);
  }

  private interface Spoil {
    void apply(ObjectNode arguments, String property);
  }

  private Optional<Call> spoil(Suits suits, Spoil spoil) {
    for (OfferedTool tool : tools) {
      JsonNode schema = tool.parameters();
      for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
        if (suits.test(schema, field.getKey())) {
          ObjectNode arguments = arguments(tool);
          spoil.apply(arguments, field.getKey());
          return Optional.of(Call.of(tool, arguments));
        }
      }
    }
    return Optional.empty();
  }

  private static JsonNode property(JsonNode schema, String name) {
    return SchemaTypes.resolve(schema, schema.path("properties").path(name));
  }

  private static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String capitalised(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
