package dev.hearth.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chat request, as far as the practice server looks at it.
 *
 * @param tools those offered; none when the client forbids calls
 * @param mustCall the client demands a call
 * @param namedTool the tool it demands; empty when any will do
 * @param jsonSchema the schema an answer must follow; missing when none was given
 * @param limit the most tokens of the reply; -1 when there is no limit
 */
record ChatRequest(
    JsonNode body,
    JsonNode messages,
    List<OfferedTool> tools,
    boolean mustCall,
    String namedTool,
    boolean parallelCalls,
    JsonNode jsonSchema,
    boolean stream,
    boolean includeUsage,
    boolean progress,
    boolean timingsPerToken,
    int limit,
    List<String> stops,
    int choices) {
  private static final int MOST_CHOICES = 8;

  static ChatRequest read(byte[] bytes) {
    JsonNode body = parse(bytes);
    JsonNode messages = body.path("messages");
    if (messages.isMissingNode()) {
      throw ApiError.badRequest("'messages' is required");
    }
    if (!messages.isArray()) {
      throw ApiError.badRequest("Expected 'messages' to be an array");
    }
    refuseImages(messages);
    number(body, "temperature", 0);
    JsonNode choice = body.path("tool_choice");
    refuseUnknownChoice(choice);
    boolean forbidden = choice.asText("").equals("none");
    return new ChatRequest(
        body,
        messages,
        forbidden ? List.of() : OfferedTool.from(body.path("tools")),
        choice.isObject() || choice.asText("").equals("required"),
        choice.path("function").path("name").asText(""),
        body.path("parallel_tool_calls").asBoolean(true),
        schema(body.path("response_format")),
        flag(body, "stream"),
        body.path("stream_options").path("include_usage").asBoolean(false),
        flag(body, "return_progress"),
        flag(body, "timings_per_token"),
        limit(body),
        stops(body.path("stop")),
        Math.clamp(number(body, "n", 1), 1, MOST_CHOICES));
  }

  /** Reads a body that must be a JSON object; refuses it in llama-server's words otherwise. */
  static JsonNode parse(byte[] bytes) {
    try {
      JsonNode body = Json.MAPPER.readTree(bytes);
      if (body == null || body.isMissingNode()) {
        throw ApiError.badRequest(
            "[json.exception.parse_error.101] parse error at line 1, column 1: attempting to parse"
                + " an empty input; check that your input string or stream contains the expected"
                + " JSON");
      }
      if (!body.isObject()) {
        throw ApiError.badRequest("the request body must be a JSON object");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw ApiError.badRequest(
          "[json.exception.parse_error.101] parse error at line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw ApiError.badRequest("[json.exception.parse_error.101] " + e.getMessage());
    }
  }

  boolean offersTools() {
    return !tools.isEmpty();
  }

  private static void refuseImages(JsonNode messages) {
    for (JsonNode message : messages) {
      for (JsonNode part : message.path("content")) {
        if (part.path("type").asText().equals("image_url")) {
          throw ApiError.of(
              500,
              "server_error",
              "image input is not supported - hint: if this is unexpected, you may need to provide"
                  + " the mmproj");
        }
      }
    }
  }

  private static void refuseUnknownChoice(JsonNode choice) {
    if (choice.isTextual() && !List.of("auto", "none", "required").contains(choice.asText())) {
      throw ApiError.badRequest("Invalid tool_choice: " + choice.asText());
    }
  }

  private static JsonNode schema(JsonNode format) {
    return switch (format.path("type").asText("")) {
      case "json_schema" -> format.path("json_schema").path("schema");
      case "json_object" -> JsonNodeFactory.instance.objectNode();
      default -> format.path("none");
    };
  }

  private static int limit(JsonNode body) {
    for (String name : List.of("max_completion_tokens", "max_tokens", "n_predict")) {
      if (body.hasNonNull(name)) {
        int limit = number(body, name, -1);
        return limit < 0 ? -1 : limit;
      }
    }
    return -1;
  }

  private static int number(JsonNode body, String name, int otherwise) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isNumber()) {
      throw wrongType(value, name, "number");
    }
    return value.asInt(otherwise);
  }

  private static boolean flag(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw wrongType(value, name, "boolean");
    }
    return value.asBoolean(false);
  }

  private static ApiError wrongType(JsonNode value, String name, String wanted) {
    return ApiError.badRequest(
        "Field '%s': [json.exception.type_error.302] type must be %s, but is %s"
            .formatted(name, wanted, value.getNodeType().name().toLowerCase(Locale.ROOT)));
  }

  private static List<String> stops(JsonNode stop) {
    List<String> stops = new ArrayList<>();
    if (stop.isTextual()) {
      stops.add(stop.asText());
    }
    stop.forEach(one -> stops.add(one.asText()));
    stops.removeIf(String::isEmpty);
    return stops;
  }
}
