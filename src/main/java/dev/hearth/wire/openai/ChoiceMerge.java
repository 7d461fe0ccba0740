package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the chunks of one alternative together; members nobody here knows are merged by type. */
final class ChoiceMerge {
  private static final class Call {
    private final StringBuilder arguments = new StringBuilder();
    private final ObjectNode rest = Json.object();
    private String name = "";
  }

  private final int index;
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final ObjectNode message = Json.object();
  private final ObjectNode choice = Json.object();
  private final Map<Integer, Call> calls = new LinkedHashMap<>();
  private final StringBuilder legacyArguments = new StringBuilder();

  ChoiceMerge(int index) {
    this.index = index;
    message.put("role", "assistant");
  }

  boolean finished() {
    return choice.path("finish_reason").isTextual();
  }

  void add(JsonNode chunk) {
    for (Map.Entry<String, JsonNode> field : chunk.properties()) {
      switch (field.getKey()) {
        case "index" -> {}
        case "delta" -> delta(field.getValue());
        default -> merge(choice, field.getKey(), field.getValue());
      }
    }
  }

  private void delta(JsonNode delta) {
    for (Map.Entry<String, JsonNode> field : delta.properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case "role" -> merge(message, "role", value);
        case "tool_calls" -> value.forEach(this::call);
        default -> {
          if (value.isTextual()) {
            texts
                .computeIfAbsent(field.getKey(), k -> new StringBuilder())
                .append(value.textValue());
          } else if (field.getKey().equals("function_call")) {
            legacy(value);
          } else if (!field.getKey().equals("content")) {
            merge(message, field.getKey(), value);
          }
        }
      }
    }
  }

  private void call(JsonNode fragment) {
    Call call = calls.computeIfAbsent(fragment.path("index").asInt(calls.size()), k -> new Call());
    fragment.properties().stream()
        .filter(f -> !f.getKey().equals("index") && !f.getKey().equals("function"))
        .forEach(f -> merge(call.rest, f.getKey(), f.getValue()));
    JsonNode function = fragment.path("function");
    call.name = call.name.isEmpty() ? function.path("name").asText("") : call.name;
    JsonNode arguments = function.path("arguments");
    call.arguments.append(
        arguments.isContainerNode() ? Json.text(arguments) : arguments.asText(""));
  }

  private void legacy(JsonNode call) {
    if (call.isObject()) {
      legacyArguments.append(call.path("arguments").asText(""));
      if (call.path("name").isTextual()) {
        message.withObject("/function_call").put("name", call.path("name").textValue());
      }
    }
  }

  /** The later of two values wins, except that lists grow and null never hides a value. */
  private static void merge(ObjectNode into, String name, JsonNode value) {
    JsonNode before = into.get(name);
    if (value.isNull() && before != null) {
      return;
    }
    if (before instanceof ArrayNode list && value.isArray()) {
      value.forEach(list::add);
    } else if (before instanceof ObjectNode object && value.isObject()) {
      value.properties().forEach(f -> merge(object, f.getKey(), f.getValue()));
    } else {
      into.set(name, value.deepCopy());
    }
  }

  ObjectNode whole(boolean llama) {
    ObjectNode result = Json.object();
    result.set("finish_reason", choice.path("finish_reason"));
    result.put("index", index);
    result.set("message", message(llama));
    choice.remove("finish_reason");
    return result.setAll(choice);
  }

  private ObjectNode message(boolean llama) {
    ObjectNode whole = Json.object().put("role", message.path("role").asText());
    StringBuilder content = texts.remove("content");
    boolean said = content != null && !(content.isEmpty() && !calls.isEmpty());
    whole.put("content", said ? content.toString() : llama ? "" : null);
    texts.forEach((name, text) -> whole.put(name, text.toString()));
    message.remove("role");
    whole.setAll(message);
    if (whole.has("function_call")) {
      whole.withObject("/function_call").put("arguments", legacyArguments.toString());
    }
    if (!calls.isEmpty()) {
      ArrayNode list = whole.putArray("tool_calls");
      calls.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> list.add(call(e.getValue())));
    }
    return whole;
  }

  private static ObjectNode call(Call call) {
    ObjectNode node = Json.object();
    node.set("type", call.rest.path("type"));
    node.putObject("function").put("name", call.name).put("arguments", call.arguments.toString());
    return node.setAll(call.rest);
  }
}
