package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.runtime.Bench;
import dev.hearth.testing.HearthProcess;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code hearth run --engine} as people run it, over stand-ins for the engines. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class OtherEnginesRunTest {
  @TempDir private Path dir;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(dir);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void vllmIsFoundOnThePathAndLeavesNothingBehind() throws Exception {
    bench.standIn("vllm", "vllm");
    answersAndEnds("Hello from vllm", "--engine", "vllm", "org/model");
  }

  @Test
  void aLlamafileIsFoundBesideItsModelAndLeavesNothingBehind() throws Exception {
    bench.standIn("llamafile-0.10.0", "llamafile");
    Path model = Files.writeString(dir.resolve("some-model.gguf"), "GGUF");
    List<String> printed =
        answersAndEnds(
            "Hello from llamafile", "--engine", "llamafile", "-c", "6000", model.toString());
    assertThat(printed).anyMatch(line -> line.startsWith("some-model is ready at"));
  }

  @Test
  void aLlamafileWithItsOwnProgramInsideNeedsNothingElse() throws Exception {
    Path whole = bench.standIn("tiny.llamafile", "llamafile");
    List<String> printed =
        answersAndEnds("Hello from llamafile", "--engine", "llamafile", whole.toString());
    assertThat(printed).anyMatch(line -> line.startsWith("tiny is ready at"));
  }

  @Test
  void aModelInOllamaIsUnloadedAndTheDaemonLeftAlone() throws Exception {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    try (MockWebServer daemon = daemon(asked)) {
      String url = "http://" + daemon.getHostName() + ":" + daemon.getPort();
      answersAndEnds("Hello from Ollama", "--engine", "ollama", "--ollama-url", url, "qwen3:8b");
      assertThat(asked)
          .anyMatch(it -> it.startsWith("/v1/chat/completions") && it.contains("qwen3:8b"));
      assertThat(asked.getLast()).startsWith("/api/generate").contains("\"keep_alive\":0");
    }
  }

  private List<String> answersAndEnds(String answer, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "--port", "0"));
    command.addAll(List.of(words));
    try (HearthProcess hearth = HearthProcess.start(environment(), command.toArray(String[]::new));
        HttpClient http = HttpClient.newHttpClient()) {
      URI url = hearth.awaitReady();
      assertThat(ask(http, url)).contains(answer);
      List<ProcessHandle> children = hearth.process().descendants().toList();
      hearth.process().destroy();
      assertThat(hearth.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      try (var notes = Files.walk(dir.resolve("home/data"))) {
        assertThat(notes.filter(file -> file.toString().endsWith(".json"))).isEmpty();
      }
      return hearth.printed();
    }
  }

  private Map<String, String> environment() {
    String home = dir.resolve("home").toString();
    return Map.of(
        "HEARTH_HOME", home,
        "HOME", home,
        "PATH", dir + File.pathSeparator + System.getenv("PATH"));
  }

  private static String ask(HttpClient http, URI url) throws Exception {
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.body();
  }

  private static MockWebServer daemon(List<String> asked) throws Exception {
    MockWebServer daemon = new MockWebServer();
    daemon.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            String body = request.getBody() == null ? "" : request.getBody().utf8();
            asked.add(path + " " + body);
            return switch (path) {
              case "/api/version" -> reply("{\"version\":\"0.12.0\"}");
              case "/api/show" -> reply("{\"capabilities\":[\"completion\"]}");
              case "/api/generate" -> reply("{\"done\":true}");
              case "/api/ps" -> reply("{\"models\":[]}");
              case "/v1/chat/completions" ->
                  body.contains("\"stream\":true")
                      ? stream("Hello from Ollama")
                      : reply(
                          "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello"
                              + " from Ollama\"},\"finish_reason\":\"stop\"}]}");
              default -> new MockResponse.Builder().code(404).build();
            };
          }
        });
    daemon.start();
    return daemon;
  }

  private static MockResponse reply(String body) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static MockResponse stream(String text) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "text/event-stream")
        .body(
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\""
                + text
                + "\"},\"finish_reason\":null}]}\n\n"
                + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: [DONE]\n\n")
        .build();
  }
}
