package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.testing.HearthProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy without a desk writes into the journal, and what 'hearth journal' finds there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs cannot be asked to end there")
class RecordingProcessTest {
  private static final String SAID = "a secret of mine about marmalade";

  @TempDir private Path home;
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void requestsAreRecordedAndFoundAfterwards() throws Exception {
    try (HearthProcess hearth = serve()) {
      URI url = hearth.awaitReady();
      assertThat(hearth.printed()).anyMatch(line -> line.contains(journal().toString()));
      ask(url);
      assertThat(metrics(url).statusCode()).isEqualTo(404);
      assertThat(metrics(url).body()).contains("--metrics");
      hearth.end();
    }
    assertThat(hearth("journal", "--json")).singleElement().asString().contains("\"DONE\"");
    assertThat(hearth("journal", "marmalade")).singleElement().asString().contains("practice");
    assertThat(hearth("stats", "--json")).anyMatch(line -> line.contains("\"calls\" : 1"));
    String id = hearth("journal").getFirst().split(" ")[0];
    assertThat(String.join("\n", hearth("journal", "show", id))).contains(SAID);
  }

  @Test
  void metadataAloneHoldsNoContentAndMetricsCountIt() throws Exception {
    try (HearthProcess hearth = serve("--record", "metadata", "--metrics")) {
      URI url = hearth.awaitReady();
      assertThat(hearth.printed()).anyMatch(line -> line.contains("without their content"));
      ask(url);
      await().until(() -> metrics(url).body().contains("model=\"practice\""));
      hearth.end();
    }
    String id = hearth("journal").getFirst().split(" ")[0];
    assertThat(String.join("\n", hearth("journal", "show", id)))
        .contains("practice")
        .doesNotContain("marmalade");
    assertThat(hearth("journal", "marmalade")).containsExactly("Nothing recorded matches.");
  }

  @Test
  void whoWantsNothingRecordedGetsNoFile() throws Exception {
    Path settings = home.resolve("config/settings.json");
    Files.createDirectories(settings.getParent());
    Files.writeString(settings, "{\"journal\":{\"mode\":\"NOTHING\"}}");
    try (HearthProcess hearth = serve()) {
      URI url = hearth.awaitReady();
      assertThat(hearth.printed()).contains("Nothing is recorded.");
      ask(url);
      hearth.end();
    }
    assertThat(journal()).doesNotExist();
  }

  private HearthProcess serve(String... more) throws Exception {
    return HearthProcess.start(
        Map.of("HEARTH_HOME", home.toString()),
        Stream.concat(Stream.of("serve", "--practice", "--port", "0"), Stream.of(more))
            .toArray(String[]::new));
  }

  private Path journal() {
    return home.resolve("data/journal.db");
  }

  private List<String> hearth(String... words) {
    StringWriter out = new StringWriter();
    int code =
        Hearth.commandLine(new JournalCommand(), new StatsCommand())
            .setOut(new PrintWriter(out))
            .execute(
                Stream.concat(Stream.of(words), Stream.of("--journal", journal().toString()))
                    .toArray(String[]::new));
    assertThat(code).isZero();
    return out.toString().lines().toList();
  }

  private void ask(URI url) throws Exception {
    String body =
        "{\"max_tokens\":40,\"model\":\"practice\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + SAID
            + "\"}]}";
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  private HttpResponse<String> metrics(URI url) throws Exception {
    return http.send(
        HttpRequest.newBuilder(url.resolve("/hearth/metrics")).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
