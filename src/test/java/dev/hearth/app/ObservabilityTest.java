package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.settings.AppFolders;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.JournalSettings;
import dev.hearth.settings.Settings;
import dev.hearth.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole house without a window: settings, practice backend, proxy, metrics and spans. */
class ObservabilityTest {
  @TempDir Path folder;

  @Test
  void metricsAndSpansAreOffUntilChosenAndThenTellOfRequests() throws Exception {
    try (MockWebServer collector = new MockWebServer();
        Home home = Home.open(AppFolders.under(folder), "default");
        HttpClient http = HttpClient.newHttpClient()) {
      collector.start();
      collector.enqueue(new MockResponse.Builder().code(200).build());
      home.settings()
          .change(
              s ->
                  s.withProxy(s.proxy().withPort(0))
                      .withBackend(new BackendSettings(BackendSettings.Source.PRACTICE, "", "")));
      home.proxyHost().start();
      await().until(() -> !home.proxyHost().status().now().url().isEmpty());
      URI url = URI.create(home.proxyHost().status().now().url());
      assertThat(get(http, url).statusCode()).isEqualTo(404);

      home.settings().change(s -> s.withJournal(observed(s, collector.url("/").toString())));
      assertThat(get(http, url).statusCode()).isEqualTo(200);
      http.send(
          HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
      await().until(() -> get(http, url).body().contains("practice"));
      var posted = collector.takeRequest();
      assertThat(posted.getUrl().encodedPath()).isEqualTo("/v1/traces");
      assertThat(Json.parse(posted.getBody().toByteArray()).orElseThrow().toString())
          .contains("gen_ai.");
    }
  }

  private static HttpResponse<String> get(HttpClient http, URI url) throws Exception {
    return http.send(
        HttpRequest.newBuilder(url.resolve("/hearth/metrics")).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JournalSettings observed(Settings s, String endpoint) {
    JournalSettings j = s.journal();
    return new JournalSettings(
        j.mode(),
        j.keepDays(),
        j.keepExchanges(),
        j.keepMebibytes(),
        j.secretPatterns(),
        true,
        endpoint);
  }
}
