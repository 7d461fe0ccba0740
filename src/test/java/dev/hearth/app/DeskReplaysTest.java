package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.ReplayOrder;
import dev.hearth.desk.services.ReplayStep;
import dev.hearth.desk.services.Trial;
import dev.hearth.practice.PracticeServer;
import dev.hearth.practice.PracticeSettings;
import dev.hearth.proxy.Pace;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.testing.RecordedRequests;
import dev.hearth.testing.SilentServer;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.traffic.replay.Edits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskReplaysTest {
  private static final String BODY =
      """
      {"model":"m","stream":true,
       "messages":[{"role":"user","content":"practice:%s with read_file"}],
       "tools":[{"type":"function","function":{"name":"read_file","parameters":{"type":"object",
         "properties":{"path":{"type":"string"}},"required":["path"]}}}]}\
      """;

  @TempDir Path dir;
  private final Feed feed = new Feed();
  private final LiveValue<ProxyStatus> proxy = new LiveValue<>(ProxyStatus.STOPPED);
  private final List<ReplayStep> steps = new CopyOnWriteArrayList<>();
  private DeskReplays replays;

  @BeforeEach
  void open() {
    replays =
        new DeskReplays(
            feed,
            proxy,
            new SecretStore(AppFolders.under(dir)),
            () -> ProxyConfig.DEFAULT.withPace(Pace.DEFAULT.withClose(Duration.ofMinutes(1))));
  }

  @AfterEach
  void close() {
    replays.close();
    feed.close();
  }

  private static ReplayOrder to(URI server, String scenario, int times) {
    Exchange source =
        Script.of("src")
            .received(0)
            .understood(1, BODY.formatted(scenario))
            .finished(2, 1, 1)
            .exchange();
    return new ReplayOrder(source, Edits.NONE, times, Optional.of(server), "k3y");
  }

  private Exchange became(int run) {
    return ((ReplayStep.Became) steps.get(run)).exchange();
  }

  @Test
  void anotherServersReplyPassesTheGuardAndNamesItsSource() throws Exception {
    RecordedRequests log = new RecordedRequests();
    try (PracticeServer server =
        PracticeServer.start(
            PracticeSettings.of(0, dev.hearth.practice.Pace.FAST).withApiKey("k3y").withLog(log))) {
      URI url = server.url().resolve("/v1");
      replays.replay(to(url, "tool-call-json", 2), steps::add).done().get(60, TimeUnit.SECONDS);
      replays.replay(to(url, "unknown-tool", 1), steps::add).done().get(60, TimeUnit.SECONDS);
      replays.replay(to(url, "http-500", 1), steps::add).done().get(60, TimeUnit.SECONDS);
    }
    assertThat(steps).hasSize(4);
    for (int run : new int[] {0, 1}) {
      assertThat(became(run).summary().verdict()).isEqualTo(Verdict.RESCUED);
      assertThat(Outcome.of(became(run)).calls()).extracting("name").containsExactly("read_file");
      assertThat(became(run).summary().replayOf()).isEqualTo("src");
      assertThat(became(run).summary().modelAnswered()).isEqualTo("practice");
    }
    assertThat(became(2).summary().attempts()).isEqualTo(2);
    assertThat(Outcome.of(became(2)).calls()).extracting("name").containsExactly("read_file");
    assertThat(became(3).summary().phase()).isEqualTo(Phase.FAILED);
    assertThat(steps.toString()).doesNotContain("k3y");
    assertThat(log.to("/v1/chat/completions"))
        .allSatisfy(
            r -> assertThat(r.headers().get("authorization")).containsExactly("Bearer k3y"));
  }

  @Test
  void aServerThatIsNotThereIsAFailedRunThatCanBeLookedAt() throws Exception {
    URI nobody;
    try (PracticeServer gone = PracticeServer.start(0)) {
      nobody = gone.url();
    }
    replays.replay(to(nobody, "text", 1), steps::add).done().get(60, TimeUnit.SECONDS);
    assertThat(became(0).summary().phase()).isEqualTo(Phase.FAILED);
    assertThat(became(0).summary().failure().message()).isNotBlank();
  }

  @Test
  void aReplayToASilentServerEndsAtOnceWhenCalledOff() throws Exception {
    List<Event> events = new CopyOnWriteArrayList<>();
    try (SilentServer silent = SilentServer.start();
        Subscription watching = feed.subscribe("test", 1000, events::addAll)) {
      Trial trial = replays.replay(to(silent.url(), "text", 5), steps::add);
      Awaitility.await().until(() -> events.stream().anyMatch(Event.Understood.class::isInstance));
      trial.cancel();
      trial.done().get(20, TimeUnit.SECONDS);
      Awaitility.await().until(() -> events.stream().anyMatch(Event.Cancelled.class::isInstance));
    }
    assertThat(steps).isEmpty();
    assertThat(events.stream().filter(Event.Received.class::isInstance)).hasSize(1);
  }

  @Test
  void aStoppedProxyIsSaidInWords() {
    ReplayOrder here =
        new ReplayOrder(
            to(URI.create("http://x"), "text", 1).source(), Edits.NONE, 1, Optional.empty(), "");
    assertThatThrownBy(() -> replays.replay(here, steps::add).done().get(20, TimeUnit.SECONDS))
        .hasMessageContaining("The proxy is not running");
  }
}
