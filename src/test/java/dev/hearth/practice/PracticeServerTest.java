package dev.hearth.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.testing.RecordedRequests;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a server: connections, slots, keys and counts. */
class PracticeServerTest {
  private final RecordedRequests log = new RecordedRequests();
  private PracticeServer server;

  @BeforeEach
  void start() {
    server = PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withSlots(2).withLog(log));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatGoesAwayEndsItsReply(boolean streamed) throws IOException {
    RawHttp http = open(streamed ? "practice:repetition" : "practice:stall", streamed);
    if (streamed) {
      assertThat(http.nextEvent()).isPresent();
    }
    await().until(() -> server.counts().inFlight() == 1);

    http.close();

    await()
        .untilAsserted(
            () -> assertThat(server.counts()).isEqualTo(new PracticeServer.Counts(0, 1, 1)));
    assertThat(slotsBusy()).isZero();
  }

  @Test
  void aResetIsNoticedInASilentStream() throws IOException {
    RawHttp http = open("practice:stall", true);
    assertThat(http.nextEvent()).isPresent();

    http.reset();

    await().until(() -> server.counts().aborted() == 1);
  }

  @Test
  void whoFindsNoSlotWaitsForOne() throws IOException {
    RawHttp first = open("practice:stall", true);
    RawHttp second = open("practice:stall", true);
    assertThat(first.nextEvent()).isPresent();
    assertThat(second.nextEvent()).isPresent();
    try (RawHttp third = open("practice:text", true)) {
      await().until(() -> server.counts().inFlight() == 3);
      third.timeout(Duration.ofMillis(100));
      assertThatThrownBy(third::head).isInstanceOf(SocketTimeoutException.class);
      third.timeout(Duration.ofSeconds(20));

      first.close();

      assertThat(third.events().getLast().data()).isEqualTo("[DONE]");
    } finally {
      second.close();
    }
    await().until(() -> server.counts().inFlight() == 0);
    assertThat(slotsBusy()).isZero();
  }

  @Test
  void whoGivesUpWaitingLosesItsPlace() throws IOException {
    try (RawHttp first = open("practice:stall", true);
        RawHttp second = open("practice:stall", true)) {
      assertThat(first.nextEvent()).isPresent();
      assertThat(second.nextEvent()).isPresent();
      RawHttp third = open("practice:text", true);
      await().until(() -> server.counts().inFlight() == 3);

      third.close();

      await().until(() -> server.counts().inFlight() == 2);
    }
    await().until(() -> server.counts().inFlight() == 0);
    assertThat(Talk.user("practice:text").ask(server.url()).content()).isNotEmpty();
    await().until(() -> server.counts().inFlight() == 0);
  }

  @Test
  void hundredsOfStreamsNeedNoThreadEach() throws Exception {
    int streams = 256;
    try (PracticeServer wide =
        PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withSlots(streams))) {
      List<RawHttp> clients = new ArrayList<>();
      int before = Thread.activeCount();
      for (int i = 0; i < streams; i++) {
        clients.add(open(wide.url(), "practice:stall", true));
      }
      for (RawHttp client : clients) {
        assertThat(client.nextEvent()).isPresent();
      }

      assertThat(wide.counts().inFlight()).isEqualTo(streams);
      assertThat(Thread.activeCount() - before).isLessThan(20);

      for (RawHttp client : clients) {
        client.close();
      }
      await().until(() -> wide.counts().inFlight() == 0);
    }
  }

  @Test
  void aPaceIsKept() throws IOException {
    Pace pace = new Pace(Duration.ofMillis(80), 100, Duration.ZERO);
    try (PracticeServer slow = PracticeServer.start(0, pace)) {
      long asked = System.nanoTime();
      try (RawHttp http = open(slow.url(), "practice:truncated", true)) {
        List<RawHttp.Event> events = http.events();

        int tokens = events.size() - 3;
        assertThat(tokens).isGreaterThan(10);
        assertThat(events.getFirst().nanoTime() - asked)
            .isGreaterThan(Duration.ofMillis(70).toNanos());
        assertThat(events.getLast().nanoTime() - asked)
            .isGreaterThan(Duration.ofMillis(70 + 9L * tokens).toNanos());
      }
    }
  }

  @Test
  void aConnectionCarriesOneRequestAfterAnother() throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      String body = Talk.user("practice:text").with("stream", "true").json();
      for (int i = 0; i < 3; i++) {
        http.post("/v1/chat/completions", body);
        assertThat(http.events().getLast().data()).isEqualTo("[DONE]");
      }
      assertThat(http.get("/health").response().status()).isEqualTo(200);
    }
    assertThat(server.counts()).isEqualTo(new PracticeServer.Counts(0, 3, 0));
  }

  @Test
  void everyRequestIsTold() throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      http.post("/v1/chat/completions?x=1", Talk.user("Hi").json(), "X-Trace: abc").response();
      http.get("/props").response();
    }

    assertThat(log.all()).extracting(RequestLog.Request::method).containsExactly("POST", "GET");
    RequestLog.Request first = log.to("/v1/chat/completions").getFirst();
    assertThat(first.headers().get("x-trace")).containsExactly("abc");
    assertThat(Json.parse(first.body())).contains(Json.parse(Talk.user("Hi").json()).get());
    assertThat(first.target()).endsWith("?x=1");
  }

  @Test
  void aKeyIsAskedForOnEveryRouteButHealth() throws IOException {
    try (PracticeServer locked =
        PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withApiKey("secret"))) {
      assertThat(status(locked, "/health")).isEqualTo(200);
      for (String path : List.of("/v1/models", "/props", "/slots", "/metrics")) {
        assertThat(status(locked, path)).isEqualTo(401);
        assertThat(status(locked, path, "Authorization: Bearer wrong")).isEqualTo(401);
        assertThat(status(locked, path, "Authorization: Bearer secret")).isEqualTo(200);
        assertThat(status(locked, path, "X-Api-Key: secret")).isEqualTo(200);
      }
    }
  }

  @Test
  void aPromptLargerThanTheContextIsRefusedWithTheFigures() throws IOException {
    try (PracticeServer small =
            PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withContextSize(100));
        RawHttp http = RawHttp.connect(small.url())) {
      Talk talk = Talk.user("word ".repeat(200)).with("stream", "true");
      RawHttp.Response response = http.post("/v1/chat/completions", talk.json()).response();

      JsonNode error = Json.parse(response.body()).orElseThrow().path("error");
      assertThat(response.status()).isEqualTo(400);
      assertThat(error.path("type").asText()).isEqualTo("exceed_context_size_error");
      assertThat(error.path("n_ctx").asInt()).isEqualTo(100);
      assertThat(error.path("n_prompt_tokens").asInt()).isGreaterThan(400);
    }
  }

  @Test
  void countsOfTokensAgreeEverywhere() throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      Talk talk = Talk.user("Grüße, 世界 🙂!").tools(Talk.WEATHER).with("tool_choice", "\"auto\"");
      JsonNode usage = post(http, "/v1/chat/completions", talk.json()).path("usage");
      String prompt = post(http, "/apply-template", talk.json()).path("prompt").asText();
      JsonNode tokens =
          post(http, "/tokenize", Json.text(Json.object().put("content", prompt))).path("tokens");
      String back =
          post(http, "/detokenize", Json.text(Json.object().set("tokens", tokens)))
              .path("content")
              .asText();

      assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(tokens.size());
      assertThat(back).isEqualTo(prompt).contains("get_weather", "🙂");
    }
  }

  @Test
  void plainCompletionsStreamToo() throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      http.post("/v1/completions", "{\"prompt\":\"Once\",\"max_tokens\":4,\"stream\":true}");
      List<RawHttp.Event> events = http.events();

      assertThat(events).hasSize(6);
      assertThat(events.getLast().data()).isEqualTo("[DONE]");
      assertThat(events.get(4).data()).contains("\"finish_reason\":\"length\"");
    }
  }

  @Test
  void metricsCountWhatWasDone() throws IOException {
    Talk.user("practice:text").ask(server.url());
    try (RawHttp http = RawHttp.connect(server.url())) {
      String metrics = http.get("/metrics").response().text();

      assertThat(metrics).containsPattern("(?m)^llamacpp:tokens_predicted_total [1-9]\\d+$");
      assertThat(metrics).contains("llamacpp:requests_processing 0");
    }
  }

  @Test
  void whileItLoadsEverythingIsUnavailable() throws IOException {
    server.pretendToLoad(true);
    assertThat(status(server, "/health")).isEqualTo(503);
    assertThat(status(server, "/props")).isEqualTo(503);
    server.pretendToLoad(false);
    assertThat(status(server, "/health")).isEqualTo(200);
  }

  @Test
  void itCannotBeMistakenForAModel() throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      JsonNode props = Json.parse(http.get("/props").response().body()).orElseThrow();
      JsonNode models = Json.parse(http.get("/v1/models").response().body()).orElseThrow();
      RawHttp.Response chat =
          http.post("/v1/chat/completions", Talk.user("Hi").with("model", "\"gpt\"").json())
              .response();

      assertThat(props.path("model_alias").asText()).isEqualTo("practice");
      assertThat(models.at("/data/0/id").asText()).isEqualTo("practice");
      assertThat(models.at("/data/0/owned_by").asText()).isEqualTo("hearth-practice");
      assertThat(chat.head().header("server")).contains("hearth-practice");
      assertThat(chat.text()).contains("\"model\":\"practice\"", "not a language model");
    }
  }

  @Test
  void aTakenPortIsSaidSo() {
    int port = server.url().getPort();

    assertThatThrownBy(() -> PracticeServer.start(port, Pace.FAST))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + port)
        .hasMessageContaining("choose another port");
  }

  @Test
  void aClosedServerIsGone() {
    URI url = server.url();
    long loops = eventLoops();

    server.close();

    assertThatThrownBy(() -> RawHttp.connect(url)).isInstanceOf(IOException.class);
    await().until(() -> eventLoops() < loops);
  }

  private static long eventLoops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
        .count();
  }

  private RawHttp open(String message, boolean streamed) throws IOException {
    return open(server.url(), message, streamed);
  }

  private static RawHttp open(URI url, String message, boolean streamed) throws IOException {
    String body = Talk.user(message).with("stream", String.valueOf(streamed)).json();
    return RawHttp.connect(url).post("/v1/chat/completions", body);
  }

  private static JsonNode post(RawHttp http, String path, String body) throws IOException {
    RawHttp.Response response = http.post(path, body).response();
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.parse(response.body()).orElseThrow();
  }

  private static int status(PracticeServer target, String path, String... headers)
      throws IOException {
    try (RawHttp http = RawHttp.connect(target.url())) {
      return http.get(path, headers).response().status();
    }
  }

  private long slotsBusy() throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      JsonNode slots = Json.parse(http.get("/slots").response().body()).orElseThrow();
      return StreamSupport.stream(slots.spliterator(), false)
          .filter(slot -> slot.get("is_processing").asBoolean())
          .count();
    }
  }
}
