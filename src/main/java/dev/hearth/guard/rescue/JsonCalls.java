package dev.hearth.guard.rescue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.guard.json.LooseJson;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shapes in which models put a call into JSON. */
final class JsonCalls {
  /** Where the tool's name may stand, the likeliest first. */
  static final Set<String> NAME_KEYS =
      order("tool", "name", "tool_name", "function", "function_name", "action", "recipient_name");

  /** Where the arguments may stand. */
  static final Set<String> ARGUMENT_KEYS =
      order(
          "args",
          "arguments",
          "parameters",
          "params",
          "input",
          "tool_input",
          "action_input",
          "kwargs");

  /** Keys whose value is a call or a list of calls. */
  static final Set<String> WRAPPER_KEYS =
      order("tool_calls", "function_call", "tool_call", "calls", "tool_uses");

  /** Keys that stand beside a call without meaning anything to it. */
  static final Set<String> IDLE_KEYS =
      order(
          "type",
          "id",
          "index",
          "call_id",
          "thought",
          "thoughts",
          "reasoning",
          "reason",
          "explanation");

  /** A wrapper in a list in a wrapper is the deepest anybody writes. */
  private static final int DEEPEST = 4;

  private final ToolNames tools;

  /** Whether the text around says that this is a call, so that nothing needs to be guessed. */
  private final boolean certain;

  JsonCalls(ToolNames tools, boolean certain) {
    this.tools = tools;
    this.certain = certain;
  }

  private static Set<String> order(String... keys) {
    Set<String> set = new java.util.LinkedHashSet<>(List.of(keys));
    return java.util.Collections.unmodifiableSet(set);
  }

  /** The calls in JSON text, or none when it is not JSON or no call. */
  List<WrittenCall> read(String text, boolean mayClose) {
    Optional<JsonNode> strict = Json.parse(text);
    if (strict.isPresent()) {
      return read(strict.get());
    }
    return LooseJson.parse(text, mayClose)
        .map(value -> read(value).stream().map(WrittenCall::forgiven).toList())
        .orElse(List.of());
  }

  /** The calls in a value; all or none. */
  List<WrittenCall> read(JsonNode value) {
    List<WrittenCall> calls = new ArrayList<>();
    return collect(value, calls, 0) ? calls : List.of();
  }

  private boolean collect(JsonNode value, List<WrittenCall> calls, int depth) {
    if (depth > DEEPEST || value.isEmpty()) {
      return false;
    }
    if (value.isArray()) {
      for (JsonNode one : value) {
        if (!collect(one, calls, depth + 1)) {
          return false;
        }
      }
      return true;
    }
    return value instanceof ObjectNode object
        && (wrapped(object, calls, depth) || single(object, calls));
  }

  private boolean wrapped(ObjectNode object, List<WrittenCall> calls, int depth) {
    for (String key : WRAPPER_KEYS) {
      JsonNode inner = object.path(key);
      if (inner.isContainerNode() && object.get("name") == null) {
        return collect(inner, calls, depth + 1);
      }
    }
    JsonNode function = object.path("function");
    return function.isObject() && collect(function, calls, depth + 1);
  }

  private boolean single(ObjectNode object, List<WrittenCall> calls) {
    for (String key : NAME_KEYS) {
      JsonNode name = object.path(key);
      if (name.isTextual() && !name.textValue().isBlank()) {
        Optional<WrittenCall> call = call(object, key, name.textValue().strip());
        call.ifPresent(calls::add);
        return call.isPresent();
      }
    }
    return certain && keyed(object, calls);
  }

  private Optional<WrittenCall> call(ObjectNode object, String nameKey, String name) {
    Optional<String> known = tools.meant(name);
    for (String key : ARGUMENT_KEYS) {
      JsonNode arguments = object.path(key);
      if (!arguments.isMissingNode() && !arguments.isNull()) {
        return isDefinition(object, arguments)
            ? Optional.empty()
            : known.isPresent() || certain || looksLikeName(name) && arguments.isObject()
                ? Optional.of(new WrittenCall(name, arguments))
                : Optional.empty();
      }
    }
    if (known.isEmpty()) {
      return certain ? Optional.of(new WrittenCall(name, Json.object())) : Optional.empty();
    }
    return flat(object, nameKey, name, known.get());
  }

  /** Arguments beside the name instead of under a key of their own. */
  private Optional<WrittenCall> flat(ObjectNode object, String nameKey, String name, String known) {
    ObjectNode rest = object.deepCopy();
    rest.remove(nameKey);
    ARGUMENT_KEYS.forEach(
        key -> {
          if (rest.path(key).isNull()) {
            rest.remove(key);
          }
        });
    List<String> properties = tools.properties(known);
    IDLE_KEYS.stream().filter(key -> !properties.contains(key)).forEach(rest::remove);
    for (Map.Entry<String, JsonNode> field : rest.properties()) {
      if (!properties.contains(field.getKey())) {
        return Optional.empty();
      }
    }
    return Optional.of(new WrittenCall(name, rest, false, !rest.isEmpty()));
  }

  /** {@code {"fetch": {"url": …}}} inside a format's own brackets. */
  private boolean keyed(ObjectNode object, List<WrittenCall> calls) {
    if (object.size() != 1) {
      return false;
    }
    Map.Entry<String, JsonNode> only = object.properties().iterator().next();
    if (!looksLikeName(only.getKey()) || !only.getValue().isObject()) {
      return false;
    }
    calls.add(new WrittenCall(only.getKey(), only.getValue()));
    return true;
  }

  /** A model that recites the tools it was offered calls none. */
  private static boolean isDefinition(ObjectNode object, JsonNode arguments) {
    return object.path("description").isTextual()
        && arguments.path("properties").isObject()
        && arguments.has("type");
  }

  static boolean looksLikeName(String name) {
    return name.length() <= 64
        && name.chars().allMatch(c -> "_-.:/".indexOf(c) >= 0 || Character.isLetterOrDigit(c));
  }
}
