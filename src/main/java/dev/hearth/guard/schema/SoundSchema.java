package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SpecificationVersion;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A copy of a client's schema without what no validator understands: invented type names, empty
 * enumerations, null sub-schemas, broken patterns, references to other documents. What is left is
 * still checked, so one odd corner does not switch off the whole.
 */
final class SoundSchema {
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "null");

  /** Type names from programming languages whose meaning is plain. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("str", "string"),
          Map.entry("text", "string"),
          Map.entry("int", "integer"),
          Map.entry("long", "integer"),
          Map.entry("float", "number"),
          Map.entry("double", "number"),
          Map.entry("bool", "boolean"),
          Map.entry("dict", "object"),
          Map.entry("map", "object"),
          Map.entry("list", "array"),
          Map.entry("tuple", "array"),
          Map.entry("none", "null"));

  private static final Set<String> MAPS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
  private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final Set<String> SINGLES =
      Set.of(
          "items",
          "additionalItems",
          "additionalProperties",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contains",
          "propertyNames",
          "not",
          "if",
          "then",
          "else");

  private SoundSchema() {}

  static ObjectNode of(JsonNode schema) {
    ObjectNode copy = schema.deepCopy();
    if (SpecificationVersion.fromDialectId(copy.path("$schema").asText()).isEmpty()) {
      copy.remove("$schema");
    }
    // A made-up base address would turn every local reference into a remote one.
    copy.remove("$id");
    clean(copy);
    return copy;
  }

  private static JsonNode cleaned(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      clean(object);
      return object;
    }
    return schema.isBoolean() ? schema : Json.object();
  }

  private static void clean(ObjectNode schema) {
    dropUnreadable(schema);
    types(schema);
    for (String key : names(schema)) {
      JsonNode value = schema.get(key);
      if (MAPS.contains(key)) {
        cleanMap(schema, key, value);
      } else if (LISTS.contains(key)) {
        cleanList(schema, key, value);
      } else if (SINGLES.contains(key)) {
        cleanSingle(schema, key, value);
      }
    }
  }

  private static void cleanMap(ObjectNode schema, String key, JsonNode value) {
    if (!(value instanceof ObjectNode map)) {
      schema.remove(key);
      return;
    }
    for (String name : names(map)) {
      if (key.equals("patternProperties") && !compiles(name)) {
        map.remove(name);
      } else {
        map.set(name, cleaned(map.get(name)));
      }
    }
  }

  private static void cleanList(ObjectNode schema, String key, JsonNode value) {
    if (!(value instanceof ArrayNode list) || list.isEmpty()) {
      schema.remove(key);
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      list.set(i, cleaned(list.get(i)));
    }
  }

  private static void cleanSingle(ObjectNode schema, String key, JsonNode value) {
    if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, cleaned(list.get(i)));
      }
    } else {
      schema.set(key, cleaned(value));
    }
  }

  private static void dropUnreadable(ObjectNode schema) {
    if (schema.has("required") && !isTextArray(schema.get("required"))) {
      schema.remove("required");
    }
    if (schema.has("enum") && (!schema.get("enum").isArray() || schema.get("enum").isEmpty())) {
      schema.remove("enum");
    }
    if (schema.has("pattern") && !compiles(schema.get("pattern").asText())) {
      schema.remove("pattern");
    }
    JsonNode reference = schema.get("$ref");
    if (reference != null && !reference.asText().startsWith("#")) {
      schema.remove("$ref");
    }
  }

  private static void types(ObjectNode schema) {
    JsonNode type = schema.get("type");
    if (type == null) {
      return;
    }
    List<String> known = new ArrayList<>();
    boolean all = true;
    for (JsonNode one : type.isArray() ? type : Json.array().add(type)) {
      String name = MEANT.getOrDefault(one.asText().toLowerCase(), one.asText().toLowerCase());
      all &= TYPES.contains(name);
      if (!known.contains(name)) {
        known.add(name);
      }
    }
    if (!all || known.isEmpty()) {
      schema.remove("type");
      return;
    }
    if (schema.path("nullable").asBoolean() && !known.contains("null")) {
      known.add("null");
    }
    if (known.size() == 1) {
      schema.put("type", known.getFirst());
    } else {
      ArrayNode list = schema.putArray("type");
      known.forEach(list::add);
    }
  }

  private static boolean isTextArray(JsonNode node) {
    if (!node.isArray()) {
      return false;
    }
    for (JsonNode one : node) {
      if (!one.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static boolean compiles(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static List<String> names(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
