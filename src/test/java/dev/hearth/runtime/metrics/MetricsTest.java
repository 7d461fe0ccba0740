package dev.hearth.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.hearth.runtime.Bench;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.Supervisor;
import dev.hearth.testing.RealLlama;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  @TempDir private Path dir;

  @Test
  void readsPrometheusTextAndSkipsWhatIsNoNumber() {
    assertThat(
            PrometheusText.parse(
                """
                # HELP a b
                a 1.5
                b{model="x y",le="1"} 2 1700000000
                b{model="z"} 3
                c NaN
                d soon
                broken
                """))
        .containsOnly(entry("a", 1.5), entry("b", 5.0));
  }

  @Test
  void showsTheWorkOfARealServer() throws Exception {
    RealLlama.require();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    InstantSource clock = now::get;
    try (Bench bench = new Bench(dir)) {
      Supervisor server = bench.supervisor(bench.plan(bench.model("tiny")));
      ServerEndpoint endpoint = Bench.started(server);
      MetricsSampler sampler =
          new MetricsSampler(endpoint, Bench.ready(server).pid(), bench.http(), clock);

      ServerMetrics idle = sampler.sample().orElseThrow();
      assertThat(idle.generatedTokens()).isZero();
      assertThat(idle.slots()).isEqualTo(2);
      assertThat(idle.totalContext()).isEqualTo(16384);
      assertThat(idle.residentBytes()).isGreaterThan(10L * 1024 * 1024);
      assertThat(idle.cpuPercent()).isEmpty();

      bench.chat(endpoint);
      now.set(now.get().plus(Duration.ofSeconds(1)));
      ServerMetrics after = sampler.sample().orElseThrow();
      assertThat(after.generatedTokens()).isEqualTo(12);
      assertThat(after.promptTokens()).isPositive();
      assertThat(after.generatedPerSecond().orElseThrow()).isPositive();
      assertThat(after.promptPerSecond().orElseThrow()).isPositive();
      assertThat(after.cpuPercent().orElseThrow()).isNotNegative();
      assertThat(after.usedContext()).isPositive();
      assertThat(after.contextShare().orElseThrow()).isBetween(0.0, 1.0);

      Call call = bench.http().newCall(Bench.chatRequest(endpoint, "[[long]]", 8000, true));
      try (Response response = call.execute()) {
        response.body().source().readUtf8Line();
        await().until(() -> sampler.sample().orElseThrow().busySlots() == 1);
        call.cancel();
      }
      server.stop().join();
      assertThat(sampler.sample()).as("a server that is gone has no numbers").isEmpty();
    }
  }

  /** Figures as a llama-server of build 11669 gave them. */
  @Test
  void theSpeedOfAnAnswerIsKnownWhileItIsWritten() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      MetricsSampler sampler =
          new MetricsSampler(
              new ServerEndpoint(server.url("").uri(), Optional.empty(), "tiny"),
              ProcessHandle.current().pid(),
              new OkHttpClient(),
              now::get);
      ServerMetrics reading = sample(sampler, server, now, 0, 0, 0, slot(435, 0, 0));
      assertThat(reading.readingTokens()).isEqualTo(435);
      assertThat(reading.usedContext()).isEqualTo(435);

      ServerMetrics begun = sample(sampler, server, now, 435, 0, 0, slot(445, 435, 10));
      assertThat(begun.promptPerSecond().orElseThrow()).isEqualTo(217.5);
      assertThat(begun.generatedPerSecond().orElseThrow()).isEqualTo(10);
      assertThat(begun.readingTokens()).isZero();
      assertThat(begun.usedContext()).as("the answer is among them").isEqualTo(445);

      ServerMetrics writing = sample(sampler, server, now, 435, 0, 0, slot(475, 435, 40));
      assertThat(writing.generatedPerSecond().orElseThrow()).isEqualTo(30);

      ServerMetrics over = sample(sampler, server, now, 435, 50, 2, idle(484));
      assertThat(over.generatedPerSecond().orElseThrow()).as("its own clock").isEqualTo(25);
      assertThat(over.busySlots()).isZero();

      ServerMetrics idle = sample(sampler, server, now, 435, 50, 2, idle(484));
      assertThat(idle.generatedPerSecond()).isEmpty();
      assertThat(idle.promptPerSecond()).isEmpty();
    }
  }

  private static ServerMetrics sample(
      MetricsSampler sampler,
      MockWebServer server,
      AtomicReference<Instant> now,
      int prompt,
      int answered,
      int seconds,
      String slot) {
    server.enqueue(
        new MockResponse.Builder()
            .body(
                """
                llamacpp:prompt_tokens_total %d
                llamacpp:prompt_seconds_total %d
                llamacpp:tokens_predicted_total %d
                llamacpp:tokens_predicted_seconds_total %d
                """
                    .formatted(prompt, prompt > 0 ? 2 : 0, answered, seconds))
            .build());
    server.enqueue(new MockResponse.Builder().body("[" + slot + "]").build());
    now.set(now.get().plusSeconds(1));
    return sampler.sample().orElseThrow();
  }

  private static String slot(int tokens, int processed, int decoded) {
    return """
    {"id":0,"n_ctx":8192,"is_processing":true,"n_prompt_tokens":%d,
     "n_prompt_tokens_processed":%d,"n_prompt_tokens_cache":0,
     "next_token":[{"n_decoded":%d}]}
    """
        .formatted(tokens, processed, decoded);
  }

  private static String idle(int tokens) {
    return slot(tokens, 0, 0).replace("true", "false");
  }
}
