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
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
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
}
