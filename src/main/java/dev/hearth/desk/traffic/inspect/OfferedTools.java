package dev.hearth.desk.traffic.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** The tools a request offers, and what the reply made of them. */
final class OfferedTools {
  private OfferedTools() {}

  /**
   * A tool.
   *
   * @param name its name
   * @param description what the client says it does
   * @param schema the schema of its arguments, an empty object when there is none
   */
  record Tool(String name, String description, JsonNode schema) {}

  /** A call of a tool by an attempt. */
  record Call(int attempt, ToolCall call, boolean accepted) {}

  /**
   * An argument against the schema.
   *
   * @param name the property
   * @param value what was given as JSON text, empty when nothing was
   * @param required whether it must be given
   * @param type the type the schema wants
   * @param fits whether it does
   * @param why what is wrong, empty when it fits
   */
  record Tick(String name, String value, boolean required, String type, boolean fits, String why) {}

  /** The tools of a request body in either dialect. */
  static List<Tool> of(Exchange exchange) {
    List<Tool> tools = new ArrayList<>();
    JsonNode body = Json.parse(exchange.request().bytes()).orElse(Json.object());
    read(body.path("tools"), "", tools);
    return tools;
  }

  /** Groups of tools go by the names the model is shown. */
  private static void read(JsonNode list, String group, List<Tool> tools) {
    for (JsonNode tool : list) {
      if (tool.path("type").asText("").equals("namespace")) {
        read(tool.path("tools"), tool.path("name").asText("") + "__", tools);
        continue;
      }
      JsonNode function = tool.has("function") ? tool.path("function") : tool;
      JsonNode schema =
          function.has("parameters") ? function.path("parameters") : function.path("input_schema");
      tools.add(
          new Tool(
              group + function.path("name").asText(tool.path("type").asText("")),
              function.path("description").asText(""),
              schema.isObject() ? schema : Json.object()));
    }
  }

  /** The calls of a tool by all attempts. */
  static List<Call> calls(Exchange exchange, String tool) {
    List<Call> calls = new ArrayList<>();
    for (Attempt attempt : exchange.attempts()) {
      List<ToolCall> accepted = attempt.judgement().accepted();
      accepted.stream()
          .filter(c -> c.name().equals(tool))
          .forEach(c -> calls.add(new Call(attempt.number(), c, true)));
      attempt.produced().stream()
          .filter(c -> c.name().equals(tool) && accepted.stream().noneMatch(a -> same(a, c)))
          .forEach(c -> calls.add(new Call(attempt.number(), c, false)));
    }
    return calls;
  }

  /** Every property of the schema and every argument given, ticked one by one. */
  static List<Tick> ticks(JsonNode schema, String arguments) {
    List<Tick> ticks = new ArrayList<>();
    JsonNode given = Json.parse(arguments).orElse(Json.object());
    JsonNode required = schema.path("required");
    schema
        .path("properties")
        .properties()
        .forEach(p -> ticks.add(tick(p.getKey(), p.getValue(), given.path(p.getKey()), required)));
    given
        .properties()
        .forEach(
            a -> {
              if (!schema.path("properties").has(a.getKey())) {
                boolean open = schema.path("additionalProperties").asBoolean(true);
                ticks.add(
                    new Tick(
                        a.getKey(),
                        Json.text(a.getValue()),
                        false,
                        "",
                        open,
                        open ? "" : "the schema knows no such property"));
              }
            });
    return ticks;
  }

  private static Tick tick(String name, JsonNode property, JsonNode value, JsonNode required) {
    boolean must = false;
    for (JsonNode r : required) {
      must |= r.asText("").equals(name);
    }
    String type = type(property);
    if (value.isMissingNode()) {
      return new Tick(name, "", must, type, !must, must ? "is required and missing" : "");
    }
    String wrong = wrong(property, value);
    return new Tick(name, Json.text(value), must, type, wrong.isEmpty(), wrong);
  }

  private static String type(JsonNode property) {
    JsonNode type = property.path("type");
    if (property.has("enum")) {
      return "one of " + property.path("enum").size();
    }
    return type.isArray() ? Json.text(type) : type.asText("any");
  }

  private static String wrong(JsonNode property, JsonNode value) {
    JsonNode type = property.path("type");
    boolean typed = type.isMissingNode();
    for (JsonNode t : type.isArray() ? type : Json.array().add(type)) {
      typed |= is(t.asText(""), value);
    }
    if (!typed) {
      return "should be " + (type.isArray() ? Json.text(type) : type.asText(""));
    }
    if (property.has("enum")) {
      for (JsonNode choice : property.path("enum")) {
        if (choice.equals(value)) {
          return "";
        }
      }
      return "should be one of " + Json.text(property.path("enum"));
    }
    return "";
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> true;
    };
  }

  private static boolean same(ToolCall a, ToolCall b) {
    return a.name().equals(b.name()) && a.arguments().equals(b.arguments());
  }
}
