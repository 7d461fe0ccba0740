package dev.hearth.proxy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that gets an error. The message is for the caller: no secrets, no one else's words. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private String field = "";
  private long promptTokens;
  private long contextTokens;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  Refusal with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Refusal retryAfter(Duration wait) {
    return with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
  }

  /** The field of the request at fault. */
  Refusal at(String path) {
    field = path;
    return this;
  }

  /** The part of the request at fault, empty for all of it. */
  String field() {
    return field;
  }

  /** Whether the prompt is too long for the model's context. */
  boolean contextExceeded() {
    return contextTokens > 0;
  }

  long promptTokens() {
    return promptTokens;
  }

  long contextTokens() {
    return contextTokens;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  /** The prompt does not fit. */
  static Refusal contextExceeded(long prompt, long context, String message) {
    Refusal refusal = new Refusal(400, message);
    refusal.promptTokens = prompt;
    refusal.contextTokens = context;
    return refusal;
  }
}
