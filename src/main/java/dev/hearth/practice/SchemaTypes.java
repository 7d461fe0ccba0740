package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads of a JSON schema what the practice server needs: references and types. */
final class SchemaTypes {
  private static final int MOST_HOPS = 20;

  private SchemaTypes() {}

  /** Follows references inside the document; anything else is the schema itself. */
  static JsonNode resolve(JsonNode document, JsonNode schema) {
    JsonNode at = schema;
    for (int hop = 0; hop < MOST_HOPS && at.path("$ref").isTextual(); hop++) {
      String reference = at.get("$ref").asText();
      JsonNode target =
          reference.startsWith("#/") ? document.at(reference.substring(1)) : document.path("");
      if (target.isMissingNode()) {
        return at;
      }
      at = target;
    }
    return at;
  }

  /** The type a value should have; without one, what the other keywords suggest. */
  static String main(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      return type.asText();
    }
    for (JsonNode one : type) {
      if (!one.asText().equals("null")) {
        return one.asText();
      }
    }
    if (schema.has("properties")) {
      return "object";
    }
    return schema.has("items") ? "array" : "string";
  }

  /** Whether a value has one of the schema's types; a schema without a type takes any. */
  static boolean accepts(JsonNode schema, JsonNode value) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      return is(type.asText(), value);
    }
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (is(one.asText(), value)) {
          return true;
        }
      }
      return false;
    }
    return true;
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> true;
    };
  }
}
