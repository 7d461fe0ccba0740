package dev.hearth.app;

import dev.hearth.cli.Version;
import dev.hearth.settings.JournalSettings;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.insight.FinishedExchanges;
import dev.hearth.traffic.insight.InsightBuilder;
import dev.hearth.traffic.insight.OtlpExporter;
import dev.hearth.traffic.insight.OtlpSpans;
import dev.hearth.traffic.insight.PrometheusText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Metrics for Prometheus and spans for an OpenTelemetry collector; both off unless chosen. */
final class Observability implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");

  /** Enough for a busy minute; what does not fit is lost to the collector only. */
  private static final int WAITING = 20_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BUCKET = Duration.ofMinutes(5);

  private final Feed feed;
  private final InsightBuilder insight = new InsightBuilder(BUCKET);
  private final WebClient http =
      new WebClient(() -> new OkHttpClient.Builder().callTimeout(PATIENCE).build());
  private Optional<Subscription> counting = Optional.empty();
  private Optional<Subscription> spans = Optional.empty();
  private String endpoint = "";
  private volatile boolean counted;

  Observability(Feed feed) {
    this.feed = feed;
  }

  /** The page for Prometheus while it is switched on. */
  Optional<String> metrics() {
    return counted ? Optional.of(PrometheusText.of(insight.insight())) : Optional.empty();
  }

  /** Follows the user's choice. */
  synchronized void choose(JournalSettings chosen) {
    counted = chosen.prometheus();
    if (chosen.prometheus() && counting.isEmpty()) {
      counting =
          Optional.of(subscribe("metrics", new FinishedExchanges(e -> insight.add(e.summary()))));
    } else if (!chosen.prometheus()) {
      counting.ifPresent(Subscription::close);
      counting = Optional.empty();
    }
    if (!chosen.openTelemetryEndpoint().equals(endpoint)) {
      endpoint = chosen.openTelemetryEndpoint();
      spans.ifPresent(Subscription::close);
      spans =
          endpoint.isBlank()
              ? Optional.empty()
              : Optional.of(
                  subscribe(
                      "spans", new OtlpExporter(new OtlpSpans(Version.number()), this::send)));
    }
  }

  private Subscription subscribe(String name, Consumer<List<Event>> reader) {
    return feed.subscribe(name, WAITING, reader);
  }

  private void send(byte[] json) throws IOException {
    HttpUrl base = HttpUrl.get(endpoint);
    HttpUrl url =
        base.encodedPath().endsWith("/v1/traces")
            ? base
            : base.newBuilder().addPathSegments("v1/traces").build();
    Request request = new Request.Builder().url(url).post(RequestBody.create(json, JSON)).build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("The collector answered " + response.code() + ".");
      }
    }
  }

  @Override
  public synchronized void close() {
    counting.ifPresent(Subscription::close);
    spans.ifPresent(Subscription::close);
    http.close();
  }
}
