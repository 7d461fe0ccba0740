package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.wire.Json;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How models write a call into their text when they miss the native way. */
enum CallSyntax {
  FENCED_TOOL_ARGS {
    @Override
    String write(String name, ObjectNode arguments) {
      return "I'll use a tool for that.\n\n```json\n"
          + keyed("tool", name, "args", arguments)
          + "\n```";
    }
  },
  FENCED_NAME_ARGUMENTS {
    @Override
    String write(String name, ObjectNode arguments) {
      return "```json\n" + keyed("name", name, "arguments", arguments) + "\n```\n";
    }
  },
  BARE_JSON {
    @Override
    String write(String name, ObjectNode arguments) {
      return keyed("name", name, "arguments", arguments);
    }
  },
  JSON_ARRAY {
    @Override
    String write(String name, ObjectNode arguments) {
      return "[" + keyed("name", name, "arguments", arguments) + "]";
    }
  },
  TOOL_CALL_JSON {
    @Override
    String write(String name, ObjectNode arguments) {
      return "<tool_call>\n" + keyed("name", name, "arguments", arguments) + "\n</tool_call>";
    }
  },
  TOOL_CALL_XML {
    @Override
    String write(String name, ObjectNode arguments) {
      return "<tool_call>\n<function="
          + name
          + ">\n"
          + xml(arguments)
          + "</function>\n</tool_call>";
    }
  },
  FUNCTION_TAGS {
    @Override
    String write(String name, ObjectNode arguments) {
      return "<function=" + name + ">\n" + xml(arguments) + "</function>";
    }
  },
  MISTRAL {
    @Override
    String write(String name, ObjectNode arguments) {
      return "[TOOL_CALLS]" + name + Json.text(arguments);
    }
  },
  MISTRAL_ARRAY {
    @Override
    String write(String name, ObjectNode arguments) {
      return "[TOOL_CALLS][" + keyed("name", name, "arguments", arguments) + "]";
    }
  },
  ARGS_MARKER {
    @Override
    String write(String name, ObjectNode arguments) {
      return name + "[ARGS]" + Json.text(arguments);
    }
  },
  PYTHON_TAG {
    @Override
    String write(String name, ObjectNode arguments) {
      return "<|python_tag|>" + keyed("name", name, "parameters", arguments);
    }
  },
  TOOL_CODE {
    @Override
    String write(String name, ObjectNode arguments) {
      return "```tool_code\n" + name + "(" + keywords(arguments) + ")\n```";
    }
  },
  PYTHONIC {
    @Override
    String write(String name, ObjectNode arguments) {
      return "[" + name + "(" + keywords(arguments) + ")]";
    }
  },
  DEEPSEEK {
    @Override
    String write(String name, ObjectNode arguments) {
      return "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>"
          + name
          + "\n```json\n"
          + Json.text(arguments)
          + "\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>";
    }
  },
  HARMONY {
    @Override
    String write(String name, ObjectNode arguments) {
      return "<|channel|>analysis<|message|>The user wants a tool.<|end|>"
          + "<|start|>assistant<|channel|>commentary to=functions."
          + name
          + " <|constrain|>json<|message|>"
          + Json.text(arguments)
          + "<|call|>";
    }
  },
  THINK_TAGS_CALL {
    @Override
    String write(String name, ObjectNode arguments) {
      return "<think>\nA tool can answer this.\n</think>\n\n"
          + TOOL_CALL_JSON.write(name, arguments);
    }
  };

  abstract String write(String name, ObjectNode arguments);

  private static String keyed(
      String nameKey, String name, String argumentsKey, ObjectNode arguments) {
    ObjectNode call = Json.object();
    call.put(nameKey, name);
    call.set(argumentsKey, arguments);
    return Json.text(call);
  }

  private static String xml(ObjectNode arguments) {
    return arguments.properties().stream()
        .map(
            field ->
                "<parameter=%s>\n%s\n</parameter>\n"
                    .formatted(field.getKey(), plain(field.getValue())))
        .collect(Collectors.joining());
  }

  private static String plain(JsonNode value) {
    return value.isTextual() ? value.asText() : Json.text(value);
  }

  private static String keywords(ObjectNode arguments) {
    return arguments.properties().stream()
        .map(field -> field.getKey() + "=" + python(field.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String python(JsonNode value) {
    return switch (value) {
      case ObjectNode object ->
          object.properties().stream()
              .map(CallSyntax::pythonField)
              .collect(Collectors.joining(", ", "{", "}"));
      case ArrayNode array ->
          StreamSupport.stream(array.spliterator(), false)
              .map(CallSyntax::python)
              .collect(Collectors.joining(", ", "[", "]"));
      case JsonNode flag when flag.isBoolean() -> flag.asBoolean() ? "True" : "False";
      case JsonNode nothing when nothing.isNull() -> "None";
      default -> Json.text(value);
    };
  }

  private static String pythonField(Map.Entry<String, JsonNode> field) {
    return Json.text(TextNode.valueOf(field.getKey())) + ": " + python(field.getValue());
  }
}
