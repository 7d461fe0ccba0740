package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.sse.SseEvent;

/** Errors in the shape that Anthropic's clients expect. */
public final class AnthropicErrors {
  private AnthropicErrors() {}

  /** The body for a status. */
  public static ObjectNode error(int status, String message) {
    return error(type(status), message);
  }

  /** The event that ends an open stream. */
  public static SseEvent event(int status, String message) {
    return event(error(status, message));
  }

  /** The event that ends an open stream with this error. */
  public static SseEvent event(ObjectNode error) {
    return new SseEvent("error", Json.text(error));
  }

  /** The prompt does not fit; clients compact the conversation when they see this text. */
  public static ObjectNode contextExceeded(long promptTokens, long contextTokens) {
    return error(
        "invalid_request_error",
        "prompt is too long: " + promptTokens + " tokens > " + contextTokens + " maximum");
  }

  private static ObjectNode error(String type, String message) {
    ObjectNode body = Json.object();
    body.put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return body;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 408, 504 -> "timeout_error";
      case 503, 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  /** The status that an error type stands for. */
  static int status(String type) {
    return switch (type) {
      case "invalid_request_error" -> 400;
      case "authentication_error" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "request_too_large" -> 413;
      case "rate_limit_error" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      default -> 502;
    };
  }
}
