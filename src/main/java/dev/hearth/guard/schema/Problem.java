package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything the validator says about one place, since a choice of schemas says several things. */
final class Problem {
  /** Enough to recognise a value by; the whole is in the recorded reply. */
  private static final int EXCERPT = 200;

  /** More choices than this help nobody. */
  private static final int MOST_CANDIDATES = 30;

  private final List<String> path;
  private final JsonNode value;
  private final Set<String> types = new LinkedHashSet<>();
  private final List<JsonNode> choices = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final Set<String> unexpected = new LinkedHashSet<>();
  private final List<String> others = new ArrayList<>();

  private Problem(List<String> path, JsonNode value) {
    this.path = path;
    this.value = value;
  }

  static List<Problem> of(List<Error> errors) {
    Map<List<String>, Problem> byPlace = new LinkedHashMap<>();
    for (Error error : errors) {
      List<String> path = path(error.getInstanceLocation());
      byPlace.computeIfAbsent(path, p -> new Problem(p, error.getInstanceNode())).add(error);
    }
    return List.copyOf(byPlace.values());
  }

  private static List<String> path(NodePath location) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < location.getNameCount(); i++) {
      path.add(String.valueOf(location.getElement(i)));
    }
    return path;
  }

  private void add(Error error) {
    JsonNode rule = error.getSchemaNode();
    switch (error.getKeyword()) {
      case "type" -> {
        if (rule.isArray()) {
          rule.forEach(one -> types.add(one.asText()));
        } else {
          types.add(rule.asText());
        }
      }
      case "enum" -> rule.forEach(choices::add);
      case "const" -> choices.add(rule);
      case "required" -> missing.add(error.getProperty());
      case "additionalProperties", "unevaluatedProperties" -> unexpected.add(error.getProperty());
      default -> others.add(error.getMessage());
    }
  }

  List<String> path() {
    return path;
  }

  JsonNode value() {
    return value;
  }

  Set<String> types() {
    return types;
  }

  List<JsonNode> choices() {
    return choices;
  }

  Set<String> missing() {
    return missing;
  }

  Set<String> unexpected() {
    return unexpected;
  }

  String pointer() {
    return pointer(path);
  }

  static String pointer(List<String> path) {
    StringBuilder pointer = new StringBuilder();
    for (String name : path) {
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** In words, one fault for each thing the model must change. */
  List<Fault> faults(Set<String> declared) {
    List<Fault> faults = new ArrayList<>();
    for (String name : missing) {
      faults.add(
          new Fault(child(name), "`" + child(name) + "` is required but missing.", "", List.of()));
    }
    for (String name : unexpected) {
      List<String> known =
          path.isEmpty() ? declared.stream().limit(MOST_CANDIDATES).toList() : List.of();
      faults.add(
          new Fault(
              child(name),
              "`" + child(name) + "` is not a parameter here.",
              excerpt(value.path(name)),
              known));
    }
    if (!types.isEmpty()) {
      faults.add(
          fault("must be " + oneOf(types) + ", but is " + article(kind(value)) + ".", List.of()));
    } else if (!choices.isEmpty()) {
      List<String> texts =
          choices.stream().map(Json::text).distinct().limit(MOST_CANDIDATES).toList();
      faults.add(fault("must be one of " + String.join(", ", texts) + ".", texts));
    } else if (faults.isEmpty() && !others.isEmpty()) {
      faults.add(fault(others.getFirst() + ".", List.of()));
    }
    return faults;
  }

  private Fault fault(String rest, List<String> candidates) {
    String place = path.isEmpty() ? "The arguments object" : "`" + pointer() + "`";
    return new Fault(pointer(), place + " " + rest, excerpt(value), candidates);
  }

  private String child(String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return pointer(longer);
  }

  static String excerpt(JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return "";
    }
    String text = Json.text(value);
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
  }

  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case NULL, MISSING, BINARY -> "null";
    };
  }

  static String article(String kind) {
    return switch (kind) {
      case "null" -> "null";
      case "integer", "array", "object" -> "an " + kind;
      default -> "a " + kind;
    };
  }

  private static String oneOf(Set<String> kinds) {
    return String.join(" or ", kinds.stream().map(Problem::article).toList());
  }
}
