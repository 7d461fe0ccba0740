package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.testing.HearthProcess;
import dev.hearth.testing.RealLlama;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hearth serve} and {@code hearth run} as people run them. */
class ServeProcessTest {
  private static final String HELLO =
      "{\"max_tokens\":40,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

  @TempDir Path home;

  @Test
  void servesThePracticeModelAndEndsWhenAsked() throws Exception {
    try (var hearth = HearthProcess.start(Map.of(), "serve", "--practice", "--port", "0");
        HttpClient http = HttpClient.newHttpClient()) {
      URI url = hearth.awaitReady();
      assertThat(hearth.printed()).anyMatch(line -> line.contains("PRACTICE MODEL"));
      assertThat(ask(http, url, "")).contains("practice");
      hearth.end();
      assertThatThrownBy(() -> ask(http, url, "")).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aMistakeIsASentenceNotAStackTrace() throws Exception {
    try (var hearth =
        HearthProcess.start(
            Map.of(), "serve", "--backend-url", "http://127.0.0.1:1", "--port", "70000")) {
      String said = hearth.output();
      assertThat(hearth.process().waitFor()).isNotZero();
      assertThat(said).contains("70000").doesNotContain("\tat ");
    }
  }

  @Test
  void runsAModelAndLeavesNothingBehind() throws Exception {
    Path program = RealLlama.require();
    Path models = Files.createDirectories(home.resolve("data/models"));
    ClockworkModel.write(models.resolve("tiny.gguf"));
    try (var hearth =
            HearthProcess.start(
                Map.of(
                    "HEARTH_HOME",
                    home.toString(),
                    "HOME",
                    home.toString(),
                    "HEARTH_LLAMA_SERVER",
                    program.toString()),
                "run",
                "tiny",
                "--port",
                "0");
        HttpClient http = HttpClient.newHttpClient()) {
      URI url = hearth.awaitReady();
      assertThat(ask(http, url, "")).contains("Tiny, a clockwork test model");
      assertThat(ask(http, url, "\"model\":\"claude-sonnet-4\","))
          .as("whatever name a client uses, there is only this one")
          .contains("Tiny, a clockwork test model");
      List<ProcessHandle> children = hearth.process().descendants().toList();
      assertThat(children).isNotEmpty();
      hearth.end();
      await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(recorded()).hasSize(2).last().asString().contains("\"model\":\"tiny\"");
    }
  }

  /** What 'hearth journal --json' prints of this home. */
  private List<String> recorded() {
    StringWriter out = new StringWriter();
    int code =
        Hearth.commandLine(new JournalCommand())
            .setOut(new PrintWriter(out))
            .execute("journal", "--json", "--journal", home.resolve("data/journal.db").toString());
    assertThat(code).isZero();
    return out.toString().lines().toList();
  }

  private static String ask(HttpClient http, URI url, String model) throws Exception {
    String body = HELLO.replaceFirst("\\{", "{" + model);
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.body();
  }
}
