package dev.hearth.desk.traffic.compose;

import dev.hearth.wire.Json;

/**
 * A tool to offer, with the result it always gives.
 *
 * @param name its name
 * @param description what the model is told
 * @param schema the schema of its arguments, JSON text
 * @param result what is answered when the model calls it
 * @param offered whether it goes into the next request
 */
record CannedTool(String name, String description, String schema, String result, boolean offered) {
  /** Two tools that make a first try interesting. */
  static final java.util.List<CannedTool> SAMPLES =
      java.util.List.of(
          new CannedTool(
              "read_file",
              "Read a file of the project.",
              """
              {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]}\
              """,
              "# Hearth\nA desk for models on your own machine.",
              true),
          new CannedTool(
              "get_weather",
              "The weather in a city now.",
              """
              {"type": "object", "properties": {"city": {"type": "string"}, "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}}, "required": ["city"]}\
              """,
              "{\"temperature\": 11, \"sky\": \"light rain\"}",
              false));

  /** Why it cannot be offered, empty when it can. */
  String problem() {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      return "A tool's name has letters, digits, _ and - only: " + name;
    }
    return Json.parse(schema).filter(n -> n.isObject()).isPresent()
        ? ""
        : "The schema of " + name + " is not a JSON object.";
  }

  CannedTool offer(boolean now) {
    return new CannedTool(name, description, schema, result, now);
  }
}
