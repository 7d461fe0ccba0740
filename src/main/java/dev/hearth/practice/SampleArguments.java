package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/**
 * Makes up arguments that satisfy a tool's JSON schema. The values are harmless: an agent may carry
 * out the call.
 */
final class SampleArguments {
  /** Schemas may refer to themselves. */
  private static final int DEEPEST = 12;

  /** An optional property is shown when nothing at all is required. */
  private static final int SHOWN_OPTIONAL = 2;

  private static final int NUMBER = 3;
  private static final Pattern PLACE = Pattern.compile("\\b(?:in|for|at) (\\p{Lu}\\p{L}+)");

  private final OfferedTool tool;
  private final String message;

  private SampleArguments(OfferedTool tool, String message) {
    this.tool = tool;
    this.message = message;
  }

  static ObjectNode of(OfferedTool tool, String message) {
    SampleArguments sample = new SampleArguments(tool, message);
    return sample.object(sample.resolve(tool.parameters()), 0);
  }

  private JsonNode value(JsonNode schema, String name, int depth) {
    JsonNode resolved = resolve(schema);
    Optional<JsonNode> given = given(resolved);
    if (given.isPresent()) {
      return given.get();
    }
    if (depth > DEEPEST) {
      return NullNode.instance;
    }
    for (String union : List.of("anyOf", "oneOf")) {
      if (resolved.path(union).isArray() && !resolved.get(union).isEmpty()) {
        return value(firstThatIsNotNull(resolved.get(union)), name, depth + 1);
      }
    }
    return switch (SchemaTypes.main(resolved)) {
      case "object" -> object(resolved, depth);
      case "array" -> array(resolved, name, depth);
      case "integer" -> integer(resolved);
      case "number" -> number(resolved);
      case "boolean" -> BooleanNode.FALSE;
      case "null" -> NullNode.instance;
      default -> TextNode.valueOf(string(resolved, name));
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> properties = properties(schema);
    List<String> names = new ArrayList<>(required(schema));
    if (names.isEmpty() && depth == 0) {
      properties.keySet().stream().limit(SHOWN_OPTIONAL).forEach(names::add);
    }
    for (String name : names) {
      JsonNode property = properties.getOrDefault(name, JsonNodeFactory.instance.objectNode());
      object.set(name, value(property, name, depth + 1));
    }
    return object;
  }

  private Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    schema.path("properties").properties().forEach(p -> all.put(p.getKey(), p.getValue()));
    schema.path("allOf").forEach(part -> all.putAll(properties(resolve(part))));
    return all;
  }

  private List<String> required(JsonNode schema) {
    List<String> all = new ArrayList<>();
    schema.path("required").forEach(name -> all.add(name.asText()));
    schema.path("allOf").forEach(part -> all.addAll(required(resolve(part))));
    return all.stream().distinct().toList();
  }

  private JsonNode array(JsonNode schema, String name, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    int count = Math.min(Math.max(1, schema.path("minItems").asInt(1)), most);
    for (int i = 0; i < count; i++) {
      array.add(value(schema.path("items"), name, depth + 1));
    }
    return array;
  }

  private static JsonNode integer(JsonNode schema) {
    BigDecimal value = within(schema, BigDecimal.ONE);
    long whole = value.setScale(0, RoundingMode.CEILING).longValue();
    return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
  }

  private static JsonNode number(JsonNode schema) {
    return DecimalNode.valueOf(within(schema, new BigDecimal("0.5")));
  }

  /** A number that keeps to the bounds, which lie {@code step} apart where they are exclusive. */
  private static BigDecimal within(JsonNode schema, BigDecimal step) {
    BigDecimal value = BigDecimal.valueOf(NUMBER);
    JsonNode multiple = schema.path("multipleOf");
    if (multiple.isNumber() && multiple.decimalValue().signum() > 0) {
      value = multiple.decimalValue();
    }
    if (schema.path("maximum").isNumber()) {
      value = value.min(schema.get("maximum").decimalValue());
    }
    if (schema.path("exclusiveMaximum").isNumber()) {
      value = value.min(schema.get("exclusiveMaximum").decimalValue().subtract(step));
    }
    if (schema.path("minimum").isNumber()) {
      value = value.max(schema.get("minimum").decimalValue());
    }
    if (schema.path("exclusiveMinimum").isNumber()) {
      value = value.max(schema.get("exclusiveMinimum").decimalValue().add(step));
    }
    return value;
  }

  private String string(JsonNode schema, String name) {
    String text = wording(schema, name);
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (text.length() < least) {
      text = text + "-".repeat(least - text.length());
    }
    return text.length() > most ? text.substring(0, most) : text;
  }

  private String wording(JsonNode schema, String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return switch (schema.path("format").asText("")) {
      case "date-time" -> "2026-01-01T12:00:00Z";
      case "date" -> "2026-01-01";
      case "time" -> "12:00:00Z";
      case "email" -> "practice@example.com";
      case "uri", "url" -> "https://example.com/";
      case "uuid" -> "00000000-0000-4000-8000-000000000000";
      default -> fitting(schema, byName(key));
    };
  }

  private String byName(String key) {
    if (key.contains("city") || key.contains("location") || key.contains("place")) {
      Matcher place = PLACE.matcher(message);
      return place.find() ? place.group(1) : "Oslo";
    }
    if (key.contains("path") || key.contains("file")) {
      return tool.looksHarmless() ? "README.md" : "practice-example.txt";
    }
    if (key.contains("command") || key.equals("cmd")) {
      return "echo practice";
    }
    if (key.contains("url") || key.contains("uri")) {
      return "https://example.com/";
    }
    if (List.of("content", "text", "message", "body", "answer").contains(key)) {
      return "Written by Hearth's practice model.";
    }
    return "practice";
  }

  /** The first of a few plain texts that a pattern accepts; the usual one when none does. */
  private static String fitting(JsonNode schema, String usual) {
    String pattern = schema.path("pattern").asText("");
    if (pattern.isEmpty()) {
      return usual;
    }
    try {
      Pattern compiled = Pattern.compile(pattern);
      for (String text : List.of(usual, "a", "A", "1", "abc", "ABC", "123", "a1", "2026-01-01")) {
        if (compiled.matcher(text).find()) {
          return text;
        }
      }
    } catch (PatternSyntaxException notJava) {
      return usual;
    }
    return usual;
  }

  private Optional<JsonNode> given(JsonNode schema) {
    if (schema.has("const")) {
      return Optional.of(schema.get("const"));
    }
    JsonNode options = schema.path("enum");
    if (options.isArray() && !options.isEmpty()) {
      return Optional.of(
          StreamSupport.stream(options.spliterator(), false)
              .filter(option -> option.isTextual() && message.contains(option.asText()))
              .findFirst()
              .orElse(options.get(0)));
    }
    return Optional.ofNullable(schema.get("default"))
        .or(() -> Optional.ofNullable(schema.path("examples").get(0)));
  }

  private JsonNode firstThatIsNotNull(JsonNode options) {
    for (JsonNode option : options) {
      if (!resolve(option).path("type").asText("").equals("null")) {
        return option;
      }
    }
    return options.get(0);
  }

  private JsonNode resolve(JsonNode schema) {
    return SchemaTypes.resolve(tool.parameters(), schema);
  }
}
