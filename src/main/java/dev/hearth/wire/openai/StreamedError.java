package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ReportedFailure;

/** Reads the data of an event as a chunk, or as the error some servers send in a chunk's place. */
final class StreamedError {
  private static final int BAD_GATEWAY = 502;
  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;

  private StreamedError() {}

  static ObjectNode chunkOrThrow(String data) throws MalformedReply {
    JsonNode chunk = Json.parse(data).orElse(null);
    if (!(chunk instanceof ObjectNode object)) {
      throw new MalformedReply("The backend sent an event that is not a JSON object.");
    }
    boolean isError = object.path("object").asText("").equals("error");
    JsonNode error = isError ? object : object.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw failure(error);
    }
    return object;
  }

  static ReportedFailure failure(String message) {
    return new ReportedFailure(BAD_GATEWAY, "", message);
  }

  private static ReportedFailure failure(JsonNode error) {
    String message = error.isTextual() ? error.textValue() : error.path("message").asText("");
    int code = error.path("code").asInt(0);
    return new ReportedFailure(
        code >= FIRST_ERROR && code <= LAST_ERROR ? code : BAD_GATEWAY,
        error.path("type").asText(""),
        message.isEmpty() ? "The backend reported an error without saying which." : message);
  }
}
