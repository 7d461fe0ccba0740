package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.backend.BackendException;
import dev.hearth.wire.Json;
import dev.hearth.wire.ReportedFailure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in Hearth's own words what went wrong behind it: a backend's words may hold secrets. */
final class BackendRefusals {
  private static final String SEE = " Hearth's traffic view shows what the model server said.";

  private static final Pattern NO_SENSE =
      Pattern.compile("(?i)(image|audio) input is not supported");
  private static final Pattern TOKENS_OF_CONTEXT =
      Pattern.compile("(\\d+) tokens?\\D{1,80}?(\\d+)");

  private BackendRefusals() {}

  /** What the caller is told when the backend answered with an error. */
  static Refusal of(int status, Optional<String> retryAfter, byte[] body, long contextSize) {
    JsonNode error = Json.parse(body).map(n -> n.path("error")).orElseGet(Json::object);
    Refusal refusal =
        isContextError(error)
            ? context(error, contextSize)
            : isSenseless(error)
                ? new Refusal(
                    400, "This model takes no pictures and no sound. Choose one that does.")
                : plain(status, isLoading(error));
    retryAfter
        .filter(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7f))
        .ifPresent(value -> refusal.with("Retry-After", value));
    return refusal;
  }

  /** What the caller is told when the backend failed inside a stream. */
  static Refusal of(ReportedFailure failure, long contextSize) {
    JsonNode error = Json.object().put("type", failure.type()).put("message", failure.getMessage());
    return isContextError(error) ? context(error, contextSize) : plain(failure.status(), false);
  }

  /** What the caller is told when there is no talking to the backend. */
  static Refusal of(BackendException e) {
    return switch (e.kind()) {
      case TIMEOUT ->
          new Refusal(
              504,
              "The model server was silent for too long. It may be overloaded; Hearth's backend"
                  + " timeout can be raised.");
      case UNREACHABLE -> new Refusal(502, e.getMessage());
      case UNAVAILABLE -> new Refusal(503, e.getMessage());
      case UNKNOWN_MODEL -> new Refusal(404, e.getMessage()).at("model");
      case BROKEN_OFF, UNINTELLIGIBLE, CANCELLED -> new Refusal(502, e.getMessage());
    };
  }

  /** A reply that came but is none. */
  static Refusal unintelligible() {
    return new Refusal(502, "The model server's answer is not one Hearth understands." + SEE);
  }

  /** A reply that stopped in the middle. */
  static Refusal brokenOff() {
    return new Refusal(502, "The model server broke off in the middle of its reply.");
  }

  /** Whether the error says that the model is still being loaded. */
  static boolean isLoading(byte[] body) {
    return Json.parse(body).map(n -> isLoading(n.path("error"))).orElse(false);
  }

  private static boolean isLoading(JsonNode error) {
    return error.path("message").asText("").toLowerCase(Locale.ROOT).contains("loading model");
  }

  /** llama-server calls this a failure of its own, upon which clients try again in vain. */
  private static boolean isSenseless(JsonNode error) {
    return NO_SENSE.matcher(error.path("message").asText("")).find();
  }

  private static boolean isContextError(JsonNode error) {
    String type = error.path("type").asText("") + " " + error.path("code").asText("");
    String message = error.path("message").asText("").toLowerCase(Locale.ROOT);
    return type.contains("exceed_context_size")
        || type.contains("context_length_exceeded")
        || message.contains("exceeds the available context size")
        || message.contains("maximum context length")
        || message.contains("prompt is too long");
  }

  private static Refusal context(JsonNode error, long contextSize) {
    long prompt = error.path("n_prompt_tokens").asLong(0);
    long context = error.path("n_ctx").asLong(0);
    Matcher named = TOKENS_OF_CONTEXT.matcher(error.path("message").asText(""));
    if (prompt == 0 && named.find()) {
      long first = number(named.group(1));
      long second = number(named.group(2));
      prompt = Math.max(first, second);
      context = context == 0 ? Math.min(first, second) : context;
    }
    context = context == 0 ? Math.max(1, contextSize) : context;
    return Refusal.contextExceeded(
        Math.max(prompt, context), context, "The prompt does not fit the model's context.");
  }

  private static long number(String digits) {
    return digits.length() > 12 ? 0 : Long.parseLong(digits);
  }

  private static Refusal plain(int status, boolean loading) {
    return switch (status) {
      case 400, 422 -> new Refusal(400, "The model server refused the request as wrong." + SEE);
      case 401 ->
          new Refusal(
              401, "The model server refused the credential, or misses one. Check the key.");
      case 403 -> new Refusal(403, "The model server does not allow this with this credential.");
      case 404 ->
          new Refusal(404, "The model server knows no such model or function. Check both names.");
      case 408, 504 -> new Refusal(504, "The model server gave up waiting.");
      case 413 -> new Refusal(413, "The model server says that the request is too large.");
      case 429 -> new Refusal(429, "The model server gets too many requests. Try again later.");
      case 503 ->
          new Refusal(
              503,
              loading
                  ? "The model server is still loading its model. Try again soon."
                  : "The model server is not available now. Try again later.");
      case 529 -> new Refusal(529, "The model server is overloaded. Try again later.");
      case 500 -> new Refusal(500, "The model server failed." + SEE);
      default ->
          status >= 500
              ? new Refusal(502, "The model server failed (HTTP " + status + ")." + SEE)
              : status >= 400
                  ? new Refusal(400, "The model server refused (HTTP " + status + ")." + SEE)
                  : unintelligible();
    };
  }
}
