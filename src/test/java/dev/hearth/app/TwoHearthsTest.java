package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.settings.AppFolders;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.ProxySettings;
import dev.hearth.testing.HearthProcess;
import dev.hearth.testing.SilentServer;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A desk and a 'hearth serve' write into one journal at the same time. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs cannot be asked to end there")
class TwoHearthsTest {
  @TempDir private Path home;
  private AppFolders folders;

  @BeforeEach
  void name() {
    folders = AppFolders.under(home);
  }

  @Test
  void neitherTakesWhatTheOtherHasInFlightForInterrupted() throws Exception {
    try (SilentServer silent = SilentServer.start();
        HearthProcess serve =
            HearthProcess.start(
                Map.of("HEARTH_HOME", home.toString()),
                "serve",
                "--backend-url",
                silent.url().toString(),
                "--backend-kind",
                "openai",
                "--port",
                "0");
        HttpClient http = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> waiting = ask(http, serve.awaitReady());
      await().until(this::recordedAndLive);
      try (Home desk = Home.open(folders, "default")) {
        assertThat(live()).isTrue();
        URI practice = practice(desk);
        assertThat(ask(http, practice).get().statusCode()).isEqualTo(200);
        await().until(() -> phases().contains(Phase.DONE));
      }
      assertThat(live()).isTrue();
      assertThat(waiting).isNotDone();
      serve.end();
      waiting.handle((reply, failure) -> true).get();
    }
    assertThat(phases()).containsExactlyInAnyOrder(Phase.DONE, Phase.CANCELLED);
  }

  /** There is no file before the first line is written. */
  private boolean recordedAndLive() {
    return Files.exists(folders.data().resolve(Journal.FILE_NAME)) && live();
  }

  private boolean live() {
    return rows().stream().anyMatch(row -> row.phase().live());
  }

  private List<Phase> phases() {
    return rows().stream().map(ExchangeSummary::phase).toList();
  }

  private List<ExchangeSummary> rows() {
    Path file = folders.data().resolve(Journal.FILE_NAME);
    try (Journal journal = Journal.visit(file, Clock.systemUTC())) {
      return journal.search(Filter.ALL, 10, 0);
    }
  }

  private static URI practice(Home desk) {
    desk.settings()
        .change(
            s ->
                s.withProxy(ProxySettings.DEFAULT.withPort(0))
                    .withBackend(new BackendSettings(BackendSettings.Source.PRACTICE, "", "")));
    desk.proxyHost().start();
    await().until(() -> !desk.proxyHost().status().now().url().isEmpty());
    return URI.create(desk.proxyHost().status().now().url());
  }

  private static CompletableFuture<HttpResponse<String>> ask(HttpClient http, URI url) {
    return http.sendAsync(
        HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
