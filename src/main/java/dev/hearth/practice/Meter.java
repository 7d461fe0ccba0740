package dev.hearth.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;

/** Counts a reply's tokens and its time, and reports both in llama-server's shapes. */
final class Meter {
  private static final double NANOS_PER_MILLI = 1e6;
  // Division by a time too short to measure would give figures that JSON cannot hold.
  private static final double SHORTEST_MILLIS = 1e-3;

  private final int promptTokens;
  private final long started = System.nanoTime();
  private long promptRead;
  private long lastToken;
  private int processed;
  private int decoded;

  Meter(int promptTokens) {
    this.promptTokens = promptTokens;
  }

  void processed(int tokens) {
    processed = tokens;
    promptRead = System.nanoTime();
    lastToken = promptRead;
  }

  void token() {
    decoded++;
    lastToken = System.nanoTime();
  }

  int promptTokens() {
    return promptTokens;
  }

  int decoded() {
    return decoded;
  }

  ObjectNode usage() {
    ObjectNode usage = Json.object();
    usage.put("completion_tokens", decoded);
    usage.put("prompt_tokens", promptTokens);
    usage.put("total_tokens", promptTokens + decoded);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
    return usage;
  }

  ObjectNode progress() {
    ObjectNode progress = Json.object();
    progress.put("total", promptTokens).put("cache", 0).put("processed", processed);
    progress.put("time_ms", processed == 0 ? 0 : Math.round(promptMillis()));
    return progress;
  }

  ObjectNode timings() {
    ObjectNode timings = Json.object();
    timings.put("cache_n", 0);
    rate(timings, "prompt", processed, processed == 0 ? 0 : promptMillis());
    rate(timings, "predicted", decoded, (lastToken - promptRead) / NANOS_PER_MILLI);
    return timings;
  }

  private double promptMillis() {
    return (promptRead - started) / NANOS_PER_MILLI;
  }

  private static void rate(ObjectNode timings, String name, int tokens, double millis) {
    double spent = Math.max(millis, SHORTEST_MILLIS);
    timings.put(name + "_n", tokens);
    timings.put(name + "_ms", tokens == 0 ? 0.0 : spent);
    timings.put(name + "_per_token_ms", tokens == 0 ? 0.0 : spent / tokens);
    timings.put(name + "_per_second", tokens == 0 ? 0.0 : 1000 * tokens / spent);
  }
}
