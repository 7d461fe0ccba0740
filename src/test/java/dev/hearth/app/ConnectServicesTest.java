package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.clients.ClientCatalog;
import dev.hearth.clients.ConfigWriter;
import dev.hearth.clients.ProbeResult;
import dev.hearth.clients.ProxyAddress;
import dev.hearth.clients.TerminalLauncher;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Trial;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.SettingsStore;
import dev.hearth.testing.SilentServer;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectServicesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.900Z");

  @TempDir Path home;
  private final ClientCatalog catalog = ClientCatalog.load();
  private final OkHttpClient http = new OkHttpClient();
  private final List<ProbeResult> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private ConnectServices services() {
    return new ConnectServices(
        catalog,
        new LiveValue<>(null),
        new LiveValue<>(List.of()),
        new ConfigWriter(home, home.resolve("memory"), InstantSource.fixed(NOW)),
        new TerminalLauncher("Linux", name -> Optional.empty()),
        http);
  }

  private static ProxyAddress at(URI base) {
    return new ProxyAddress(base, "k", "practice", 8192);
  }

  @Test
  void aTestThatRunsToItsEndTellsFourResults() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ConnectServices services = services()) {
      URI url = URI.create(practice.url().toString().replaceFirst("/$", ""));
      Trial trial = services.test(catalog.find("opencode").orElseThrow(), at(url), told::add);
      trial.done().get(30, TimeUnit.SECONDS);
    }
    assertThat(told).hasSize(4).allMatch(ProbeResult::passed);
  }

  @Test
  void aTestOfASilentServerEndsAtOnceWhenCalledOff() throws Exception {
    try (SilentServer silent = SilentServer.start();
        ConnectServices services = services()) {
      Trial trial =
          services.test(catalog.find("opencode").orElseThrow(), at(silent.url()), told::add);
      trial.cancel();
      trial.done().get(30, TimeUnit.SECONDS);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void programsAreSeenOnceEachWithTheirLatestTime() {
    try (Feed feed = new Feed();
        ClientSightings sightings = new ClientSightings(catalog, feed)) {
      sightings.saw(new Caller("Claude Code", "claude-cli/2.1 (cli)", "127.0.0.1", ""), NOW);
      sightings.saw(new Caller("Qwen Code", "QwenCode/0.4", "127.0.0.1", ""), NOW.minusSeconds(9));
      sightings.saw(
          new Caller("Claude Code", "claude-cli/2.1 (cli)", "127.0.0.1", ""), NOW.minusSeconds(60));
      sightings.saw(new Caller("hearth-test", "hearth-test", "127.0.0.1", ""), NOW);
      assertThat(sightings.live().now())
          .containsExactly(
              new ClientSighting(
                  "claude-code", "Claude Code", Instant.parse("2026-11-21T10:00:00Z")),
              new ClientSighting("", "Qwen Code", Instant.parse("2026-11-21T09:59:51Z")));
    }
  }

  @Test
  void whoWasHereInAnEarlierRunIsStillKnown() {
    Journal journal =
        Journal.open(home.resolve("j.db"), JournalSettings.DEFAULT, Clock.systemUTC());
    try (journal;
        Feed feed = new Feed();
        ClientSightings sightings = new ClientSightings(catalog, feed)) {
      Exchange earlier = Script.fold(Script.retried("a"));
      journal.add(earlier);
      sightings.recall(journal);
      assertThat(sightings.live().now())
          .singleElement()
          .satisfies(
              seen -> {
                assertThat(seen.name()).isEqualTo(earlier.summary().caller().client());
                assertThat(seen.last())
                    .isEqualTo(earlier.summary().time().truncatedTo(ChronoUnit.SECONDS));
              });
    }
  }

  @Test
  void factsFollowStatusSettingsAndKey() throws Exception {
    AppFolders folders = AppFolders.under(home);
    SecretStore secrets = new SecretStore(folders);
    LiveValue<ProxyStatus> status = new LiveValue<>(ProxyStatus.STOPPED);
    LiveValue<List<ModelChoice>> models = new LiveValue<>(List.of());
    try (SettingsStore settings = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE);
        ProxyFacts facts = new ProxyFacts(status, settings, secrets, models)) {
      assertThat(facts.live().now().base()).hasToString("http://127.0.0.1:8081");
      assertThat(facts.live().now().keyed()).isFalse();
      status.set(
          new ProxyStatus(
              ProxyStatus.State.LISTENING, "http://127.0.0.1:9000/v1", 0, false, false, ""));
      models.set(List.of(new ModelChoice("tiny", 4096, "")));
      assertThat(facts.live().now().base()).hasToString("http://127.0.0.1:9000");
      assertThat(facts.live().now().models()).hasSize(1);
      secrets.put(SecretStore.Name.PROXY_KEY, "sesame");
      settings.change(
          s ->
              s.withProxy(
                  new dev.hearth.settings.ProxySettings(
                      "127.0.0.1",
                      8081,
                      true,
                      true,
                      List.of(),
                      List.of(),
                      s.proxy().reasoningReplay(),
                      s.proxy().serialize(),
                      64,
                      300,
                      600,
                      64,
                      false)));
      assertThat(facts.live().now().key()).isEqualTo("sesame");
      assertThat(facts.live().now().keyed()).isTrue();
    }
  }
}
