package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code hearth serve} as people run it: a process that says its address and ends on request. */
class ServeProcessTest {
  private static final Pattern READY = Pattern.compile("ready at (http://127\\.0\\.0\\.1:\\d+)");
  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void servesThePracticeModelAndEndsWhenAsked() throws Exception {
    var printed = new ArrayList<String>();
    URI url = URI.create(start(printed, "serve", "--practice", "--port", "0"));
    assertThat(printed.getFirst()).contains("PRACTICE MODEL");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> reply =
          http.send(
              HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.body()).contains("practice");
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      Assertions.assertThatThrownBy(
              () ->
                  http.send(
                      HttpRequest.newBuilder(url.resolve("/hearth/health")).build(),
                      HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aMistakeIsASentenceNotAStackTrace() throws Exception {
    process = command("serve", "--backend-url", "http://127.0.0.1:1", "--port", "70000").start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isNotZero();
    assertThat(said).contains("70000").doesNotContain("\tat ");
  }

  private String start(List<String> printed, String... arguments) throws Exception {
    process = command(arguments).start();
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = reader.readLine()) != null) {
      if (!line.isBlank() && !line.contains(" INFO ")) {
        printed.add(line);
      }
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return ready.group(1);
      }
    }
    throw new AssertionError("ended early: " + printed);
  }

  private static ProcessBuilder command(String... arguments) {
    var all = new ArrayList<String>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    all.add("dev.hearth.app.Main");
    all.addAll(List.of(arguments));
    return new ProcessBuilder(all).redirectErrorStream(true);
  }
}
