package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.ReplayOrder;
import dev.hearth.desk.services.ReplayStep;
import dev.hearth.desk.services.Trial;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.testing.SilentServer;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.replay.Edits;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskReplaysTest {
  private static final String BODY = "{\"model\":\"m\",\"stream\":true,\"messages\":[{}]}";

  @TempDir Path dir;
  private final Feed feed = new Feed();
  private final OkHttpClient http = new OkHttpClient();
  private final LiveValue<ProxyStatus> proxy = new LiveValue<>(ProxyStatus.STOPPED);
  private final List<ReplayStep> steps = new CopyOnWriteArrayList<>();
  private final Exchange source =
      Script.of("src").received(0).understood(1, BODY).finished(2, 1, 1).exchange();
  private DeskReplays replays;

  @BeforeEach
  void open() {
    replays = new DeskReplays(feed, proxy, new SecretStore(AppFolders.under(dir)), http);
  }

  @AfterEach
  void close() {
    replays.close();
    feed.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private ReplayOrder to(URI server, int times) {
    return new ReplayOrder(source, Edits.NONE, times, Optional.of(server), "k3y");
  }

  @Test
  void anotherServersStreamBecomesAnExchangeThatNamesItsSource() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(
          new MockResponse.Builder()
              .addHeader("Content-Type", "text/event-stream")
              .body(
                  "data: {\"model\":\"other\",\"choices\":[{\"delta\":{\"content\":\"hel\"}}]}\n\n"
                      + "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"},"
                      + "\"finish_reason\":\"stop\"}],"
                      + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n"
                      + "data: [DONE]\n\n")
              .build());
      server.enqueue(
          new MockResponse.Builder()
              .code(503)
              .addHeader("Content-Type", "application/json")
              .body("{\"error\":{\"message\":\"still loading\"}}")
              .build());
      URI url = server.url("/v1").uri();
      replays.replay(to(url, 2), steps::add).done().get(20, TimeUnit.SECONDS);
      assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer k3y");
    }
    Exchange first = ((ReplayStep.Became) steps.getFirst()).exchange();
    assertThat(Outcome.of(first).text()).isEqualTo("hello");
    assertThat(first.summary().replayOf()).isEqualTo("src");
    assertThat(first.summary().modelAnswered()).isEqualTo("other");
    assertThat(first.summary().finish()).isEqualTo("stop");
    assertThat(first.summary().usage().prompt()).isEqualTo(7);
    assertThat(first.toString()).doesNotContain("k3y");
    Exchange second = ((ReplayStep.Became) steps.get(1)).exchange();
    assertThat(second.summary().phase()).isEqualTo(Phase.FAILED);
    assertThat(second.summary().failure().message()).isEqualTo("still loading");
  }

  @Test
  void aReplayToASilentServerEndsAtOnceWhenCalledOff() throws Exception {
    try (SilentServer silent = SilentServer.start()) {
      Trial trial = replays.replay(to(silent.url(), 5), steps::add);
      trial.cancel();
      trial.done().get(20, TimeUnit.SECONDS);
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void aStoppedProxyIsSaidInWords() {
    Trial trial =
        replays.replay(new ReplayOrder(source, Edits.NONE, 1, Optional.empty(), ""), steps::add);
    assertThatThrownBy(() -> trial.done().get(20, TimeUnit.SECONDS))
        .hasMessageContaining("The proxy is not running");
  }
}
