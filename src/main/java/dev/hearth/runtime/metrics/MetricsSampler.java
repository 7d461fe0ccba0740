package dev.hearth.runtime.metrics;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hearth.runtime.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Samples one server's {@code /metrics} and {@code /slots} and its process. Rates are between two
 * samples, so that they show the present and not the average of a long life. llama-server counts an
 * answer's tokens only when the answer is over, so what its slots have written so far is added.
 */
public final class MetricsSampler {
  private final ServerEndpoint endpoint;
  private final long pid;
  private final OkHttpClient http;
  private final InstantSource clock;
  private final JsonMapper json = new JsonMapper();
  private Optional<Reading> last = Optional.empty();

  private record Reading(
      Instant at,
      double promptTokens,
      double promptSeconds,
      double generated,
      double generatedSeconds,
      double unfinished,
      Duration cpu) {}

  public MetricsSampler(ServerEndpoint endpoint, long pid, OkHttpClient http, InstantSource clock) {
    this.endpoint = endpoint;
    this.pid = pid;
    this.http = http;
    this.clock = clock;
  }

  /** The numbers now; empty when the server does not answer. */
  public synchronized Optional<ServerMetrics> sample() {
    Optional<String> text = get("/metrics");
    Optional<String> slotsText = get("/slots");
    if (text.isEmpty() && slotsText.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> values = PrometheusText.parse(text.orElse(""));
    SlotsReading slots = SlotsReading.of(parse(slotsText.orElse("[]")));
    ProcessUse use = ProcessUse.of(pid);
    Reading now =
        new Reading(
            clock.instant(),
            value(values, "llamacpp:prompt_tokens_total", "vllm:prompt_tokens_total"),
            value(values, "llamacpp:prompt_seconds_total"),
            value(values, "llamacpp:tokens_predicted_total", "vllm:generation_tokens_total"),
            value(values, "llamacpp:tokens_predicted_seconds_total"),
            slots.writing(),
            use.cpu());
    ServerMetrics metrics =
        new ServerMetrics(
            now.at(),
            (long) now.promptTokens(),
            (long) now.generated(),
            rate(now, Reading::promptTokens, Reading::promptSeconds, reading -> 0),
            rate(now, Reading::generated, Reading::generatedSeconds, Reading::unfinished),
            (int) value(values, "llamacpp:requests_processing", "vllm:num_requests_running"),
            (int) value(values, "llamacpp:requests_deferred", "vllm:num_requests_waiting"),
            slots.count(),
            slots.busy(),
            slots.reading(),
            slots.used(),
            slots.total(),
            cpuPercent(now),
            use.residentBytes());
    last = Optional.of(now);
    return Optional.of(metrics);
  }

  private static double value(Map<String, Double> values, String... names) {
    for (String name : names) {
      if (values.containsKey(name)) {
        return values.get(name);
      }
    }
    return 0;
  }

  /** What ended meanwhile by the server's own clock, else what came by ours. */
  private OptionalDouble rate(
      Reading now,
      ToDoubleFunction<Reading> tokens,
      ToDoubleFunction<Reading> seconds,
      ToDoubleFunction<Reading> unfinished) {
    if (last.isEmpty()) {
      return OptionalDouble.empty();
    }
    Reading before = last.get();
    double ended = tokens.applyAsDouble(now) - tokens.applyAsDouble(before);
    double worked = seconds.applyAsDouble(now) - seconds.applyAsDouble(before);
    if (ended > 0 && worked > 0) {
      return OptionalDouble.of(ended / worked);
    }
    double more = ended + unfinished.applyAsDouble(now) - unfinished.applyAsDouble(before);
    double time = seconds(before, now);
    return more <= 0 || time <= 0 ? OptionalDouble.empty() : OptionalDouble.of(more / time);
  }

  private OptionalDouble cpuPercent(Reading now) {
    if (last.isEmpty()) {
      return OptionalDouble.empty();
    }
    double time = seconds(last.get(), now);
    double worked = now.cpu().minus(last.get().cpu()).toNanos() / 1e9;
    return time <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, 100 * worked / time));
  }

  private static double seconds(Reading before, Reading now) {
    return Duration.between(before.at(), now.at()).toNanos() / 1e9;
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private Optional<String> get(String path) {
    Request.Builder request = new Request.Builder().url(endpoint.base() + path);
    endpoint.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    try (Response response = http.newCall(request.build()).execute()) {
      return response.isSuccessful() ? Optional.of(response.body().string()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
