package dev.hearth.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.Map;

/** A refusal in llama-server's shape. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final transient Map<String, Integer> figures;

  private ApiError(int status, String type, String message, Map<String, Integer> figures) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.figures = figures;
  }

  static ApiError of(int status, String type, String message) {
    return new ApiError(status, type, message, Map.of());
  }

  static ApiError badRequest(String message) {
    return of(400, "invalid_request_error", message);
  }

  static ApiError notFound() {
    return of(404, "not_found_error", "File Not Found");
  }

  static ApiError loading() {
    return of(503, "unavailable_error", "Loading model");
  }

  static ApiError notSupported(String message) {
    return of(501, "not_supported_error", message);
  }

  static ApiError invalidKey() {
    return of(401, "authentication_error", "Invalid API Key");
  }

  static ApiError contextOverflow(int promptTokens, int contextSize) {
    return new ApiError(
        400,
        "exceed_context_size_error",
        "request (%d tokens) exceeds the available context size (%d tokens), try increasing it"
            .formatted(promptTokens, contextSize),
        Map.of("n_prompt_tokens", promptTokens, "n_ctx", contextSize));
  }

  int status() {
    return status;
  }

  byte[] body() {
    return Json.bytes(json());
  }

  ObjectNode json() {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("code", status);
    error.put("message", getMessage());
    error.put("type", type);
    figures.forEach(error::put);
    return body;
  }
}
