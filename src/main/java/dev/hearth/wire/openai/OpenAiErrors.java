package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;

/** Errors in the shape that OpenAI's clients expect, as a body and inside a stream alike. */
public final class OpenAiErrors {
  private OpenAiErrors() {}

  /** The error for a status. */
  public static ObjectNode error(int status, String message) {
    return error(status, message, "");
  }

  /**
   * The error for a status.
   *
   * @param param the field of the request at fault, or empty
   */
  public static ObjectNode error(int status, String message, String param) {
    return error(message, type(status), param, code(status));
  }

  /** The prompt does not fit; clients compact the conversation when they see this code. */
  public static ObjectNode contextExceeded(long promptTokens, long contextTokens) {
    return error(
        "This model's maximum context length is "
            + contextTokens
            + " tokens. However, your messages resulted in "
            + promptTokens
            + " tokens. Please reduce the length of the messages.",
        "invalid_request_error",
        "messages",
        "context_length_exceeded");
  }

  private static ObjectNode error(String message, String type, String param, String code) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("message", message);
    error.put("type", type);
    error.put("param", param.isEmpty() ? null : param);
    error.put("code", code.isEmpty() ? null : code);
    return body;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      case 408, 504 -> "timeout_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "invalid_api_key";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_exceeded";
      case 503, 529 -> "overloaded";
      case 408, 504 -> "timeout";
      default -> "";
    };
  }
}
