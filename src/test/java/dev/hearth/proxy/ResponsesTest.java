package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.clients.ConnectionProbe;
import dev.hearth.clients.ProxyAddress;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.practice.PracticeSettings;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Conversations;
import dev.hearth.traffic.exchange.ExchangeFolder;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's Responses, as Codex and others speak it, over HTTP. */
class ResponsesTest {
  private static final String PATH = "/v1/responses";

  @RegisterExtension final Stage stage = new Stage();

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }

  private static JsonNode json(RawHttp.Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return json(response.text());
  }

  private static List<JsonNode> data(List<RawHttp.Event> events) {
    return events.stream().map(e -> json(e.data())).toList();
  }

  private static List<String> types(List<RawHttp.Event> events) {
    return events.stream().map(RawHttp.Event::name).toList();
  }

  private static JsonNode last(List<RawHttp.Event> events) {
    return json(events.getLast().data()).path("response");
  }

  private JsonNode upstream(int number) {
    return json(stage.proxy().events(Event.SentUpstream.class).get(number).body().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/responses", "/responses", "/v1/v1/responses", "/v1/responses/"})
  void answersWhateverTheBaseUrl(String path) throws Exception {
    JsonNode response = json(stage.proxy().post(path, Bodies.responses("Hi")));
    assertThat(response.path("object").asText()).isEqualTo("response");
    assertThat(response.path("status").asText()).isEqualTo("completed");
    assertThat(response.path("output").path(0).path("content").path(0).path("text").asText())
        .contains("practice");
    assertThat(response.path("usage").path("total_tokens").asInt()).isPositive();
    assertThat(stage.proxy().events(Event.Received.class).getFirst().protocol())
        .isEqualTo(Protocol.RESPONSES);
  }

  @Test
  void streamsTextLiveAndEndsWithTheWhole() throws Exception {
    List<RawHttp.Event> events =
        stage.proxy().stream(PATH, Bodies.responsesStream("practice:text"));
    assertThat(types(events))
        .startsWith(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta")
        .endsWith(
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events.size()).isGreaterThan(25);
    StringBuilder text = new StringBuilder();
    for (JsonNode event : data(events)) {
      if (event.path("type").asText().equals("response.output_text.delta")) {
        text.append(event.path("delta").asText());
      }
    }
    JsonNode whole = last(events);
    assertThat(whole.path("output").path(0).path("content").path(0).path("text").asText())
        .isEqualTo(text.toString());
    assertThat(whole.path("usage").path("output_tokens").asInt()).isPositive();
    assertThat(whole.path("id")).isEqualTo(data(events).getFirst().path("response").path("id"));
  }

  @Test
  void keepsThinkingApart() throws Exception {
    List<RawHttp.Event> asked =
        stage.proxy().stream(
            PATH,
            Bodies.responses(
                "practice:think", "\"stream\":true,\"reasoning\":{\"summary\":\"auto\"}"));
    assertThat(types(asked))
        .contains("response.reasoning_summary_text.delta", "response.output_text.delta");
    assertThat(last(asked).path("output").findValuesAsText("type"))
        .containsSequence("reasoning", "summary_text", "message");
    JsonNode plain = json(stage.proxy().post(PATH, Bodies.responses("practice:think")));
    assertThat(plain.path("output").path(0).path("content").path(0).path("type").asText())
        .isEqualTo("reasoning_text");
  }

  @ParameterizedTest
  @CsvSource({
    "call, 1",
    "think-call, 1",
    "text-call, 1",
    "fenced-tool-args, 1",
    "tool-call-json, 1",
    "tool-call-xml, 1",
    "mistral, 1",
    "pythonic, 1",
    "harmony, 1",
    "near-miss-name, 1",
    "json-in-string, 1",
    "unknown-tool, 2",
    "malformed-arguments, 2",
    "missing-field, 2",
    "bad-text-call, 2",
    "one-bad-of-several, 2",
    "empty, 2"
  })
  void givesAValidCallWhateverTheModelMakesOfIt(String scenario, int attempts) throws Exception {
    List<RawHttp.Event> events =
        stage.proxy().stream(PATH, Bodies.responsesToolsStream("practice:" + scenario));
    JsonNode whole = last(events);
    assertThat(whole.path("status").asText()).isEqualTo("completed");
    JsonNode call = whole.path("output").path(whole.path("output").size() - 1);
    assertThat(call.path("type").asText()).isEqualTo("function_call");
    assertThat(call.path("name").asText()).isEqualTo("read_file");
    assertThat(json(call.path("arguments").asText()).path("path").isTextual()).isTrue();
    assertThat(call.path("call_id").asText()).isNotBlank();
    List<JsonNode> data = data(events);
    assertThat(data.stream().map(e -> e.path("sequence_number").asInt()))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, data.size()).boxed().toList());
    assertThat(types(events).stream().filter(t -> t.equals("response.created"))).hasSize(1);
    assertThat(stage.proxy().events(Event.SentUpstream.class)).hasSize(attempts);

    JsonNode unstreamed =
        json(stage.proxy().post(PATH, Bodies.responsesTools("practice:" + scenario)));
    assertThat(unstreamed.path("output").findValuesAsText("type"))
        .isEqualTo(whole.path("output").findValuesAsText("type"));
  }

  @Test
  void aSpentBudgetEndsInWordsNotInACall() throws Exception {
    JsonNode whole =
        last(
            stage.proxy().stream(
                PATH, Bodies.responsesToolsStream("always practice:unknown-tool")));
    assertThat(whole.path("status").asText()).isEqualTo("completed");
    assertThat(whole.path("output").findValuesAsText("type"))
        .contains("message")
        .doesNotContain("function_call");
    assertThat(whole.path("output").path(0).path("content").path(0).path("text").asText())
        .isNotBlank();
  }

  @Test
  void codexGetsItsSecondTurn() throws Exception {
    List<RawHttp.Event> events = stage.proxy().stream(PATH, codex());
    assertThat(last(events).path("output").path(0).path("content").path(0).path("text").asText())
        .contains("exec_command")
        .contains("hi");
    JsonNode sent = upstream(0);
    assertThat(sent.path("messages").findValuesAsText("role"))
        .containsExactly("system", "user", "assistant", "tool");
    assertThat(sent.has("store")).isFalse();
    assertThat(sent.has("client_metadata")).isFalse();
    Event.Understood understood = stage.proxy().events(Event.Understood.class).getFirst();
    assertThat(understood.messages()).isEqualTo(7);
    assertThat(understood.tools()).contains("exec_command", "multi_agent_v1__spawn_agent");
  }

  @Test
  void theJournalReadsAWholeReplyAsWhatItSays() throws Exception {
    json(stage.proxy().post(PATH, Bodies.responsesTools("practice:think-call")));
    ExchangeFolder folder =
        new ExchangeFolder(
            stage.proxy().await(Event.Finished.class).at().exchange(), new Conversations());
    stage.proxy().events().forEach(folder::apply);
    Outcome outcome = Outcome.of(folder.exchange());
    assertThat(outcome.reasoning()).isNotBlank();
    assertThat(outcome.calls().getFirst().name()).isEqualTo("read_file");
    assertThat(outcome.calls().getFirst().arguments()).contains("path");
  }

  @Test
  void callsOfGroupedAndFreeTextToolsComeBackAsTheClientOfferedThem() throws Exception {
    JsonNode grouped =
        json(
            stage
                .proxy()
                .post(
                    PATH,
                    Bodies.responses(
                        "practice:call",
                        "\"tools\":[{\"type\":\"namespace\",\"name\":\"mcp__fs\",\"tools\":"
                            + Bodies.RESPONSES_TOOLS
                            + "}]")));
    JsonNode call = grouped.path("output").path(0);
    assertThat(call.path("namespace").asText()).isEqualTo("mcp__fs");
    assertThat(call.path("name").asText()).isEqualTo("read_file");
    JsonNode free =
        json(
            stage
                .proxy()
                .post(
                    PATH,
                    Bodies.responses(
                        "practice:call",
                        "\"tools\":[{\"type\":\"custom\",\"name\":\"apply_patch\"}]")));
    assertThat(free.path("output").path(0).path("type").asText()).isEqualTo("custom_tool_call");
    assertThat(free.path("output").path(0).path("input").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | ''",
        "{\"model\":\"m\"} | input",
        "{\"input\":\"x\",\"previous_response_id\":\"resp_1\"} | previous_response_id",
        "{\"input\":[{\"type\":\"item_reference\",\"id\":\"i\"}]} | input[0]",
        "{\"input\":\"x\",\"max_output_tokens\":\"many\"} | max_output_tokens",
      })
  void saysWhatIsWrongWithARequest(String body, String field) throws Exception {
    RawHttp.Response response = stage.proxy().post(PATH, body);
    assertThat(response.status()).isEqualTo(400);
    JsonNode error = json(response.text()).path("error");
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("param").asText("")).isEqualTo(field == null ? "" : field);
    assertThat(stage.practice().counts().total()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/responses/resp_1",
    "DELETE, /v1/responses/resp_1",
    "POST, /v1/responses/resp_1/cancel",
    "GET, /responses/resp_1/input_items"
  })
  void saysThatNothingIsStored(String method, String path) throws Exception {
    try (RawHttp http = stage.proxy().connect()) {
      http.request(method, path);
      RawHttp.Response response = http.response();
      assertThat(response.status()).isEqualTo(404);
      assertThat(json(response.text()).path("error").path("message").asText())
          .contains("stores no responses")
          .contains(stage.proxy().url() + "/v1/responses");
    }
  }

  @Test
  void namesTheRightAddressAndMethod() throws Exception {
    assertThat(stage.proxy().post("/v1/responses/compact", "{}").text()).contains("/v1/responses?");
    RawHttp.Response wrong = stage.proxy().get(PATH);
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.head().header("Allow").orElseThrow()).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "responses"})
  void theConnectionTestOfEveryProtocolPasses(String protocol) {
    OkHttpClient http = new OkHttpClient();
    try {
      ProxyAddress address = new ProxyAddress(stage.proxy().url(), "any", "practice", 8192);
      assertThat(new ConnectionProbe(http).run(protocol, address, told -> {}))
          .allSatisfy(r -> assertThat(r.passed()).as(r.toString()).isTrue());
    } finally {
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
    }
  }

  @Test
  void demandsTheKeyLikeEverywhere() throws Exception {
    stage
        .proxy()
        .proxy()
        .reconfigure(
            stage
                .proxy()
                .proxy()
                .config()
                .withAccess(stage.proxy().proxy().config().access().withKey("secret")));
    assertThat(stage.proxy().post(PATH, Bodies.responses("Hi")).status()).isEqualTo(401);
    assertThat(
            stage
                .proxy()
                .post(PATH, Bodies.responses("Hi"), "Authorization: Bearer secret")
                .status())
        .isEqualTo(200);
  }

  @Test
  void tellsAStreamingClientInTheStreamThatThePromptIsTooLong() throws Exception {
    String tooLong = "one two three ".repeat(2000);
    try (PracticeServer small =
            PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withContextSize(2000));
        ProxyFixture narrow = ProxyFixture.to(small.url())) {
      List<RawHttp.Event> events = narrow.stream(PATH, Bodies.responsesStream(tooLong));
      assertThat(types(events))
          .containsExactly("response.created", "response.in_progress", "response.failed");
      assertThat(last(events).path("error").path("code").asText())
          .isEqualTo("context_length_exceeded");
      RawHttp.Response whole = narrow.post(PATH, Bodies.responses(tooLong));
      assertThat(whole.status()).isEqualTo(400);
      assertThat(json(whole.text()).path("error").path("code").asText())
          .isEqualTo("context_length_exceeded");
      assertThat(small.counts().total()).isZero();
    }
  }

  @Test
  void aReplyCutByTheLimitIsNeverCalledComplete() throws Exception {
    List<RawHttp.Event> events =
        stage.proxy().stream(
            PATH, Bodies.responses("practice:text", "\"stream\":true,\"max_output_tokens\":5"));
    assertThat(events.getLast().name()).isEqualTo("response.incomplete");
    assertThat(last(events).path("incomplete_details").path("reason").asText())
        .isEqualTo("max_output_tokens");
    JsonNode whole =
        json(
            stage.proxy().post(PATH, Bodies.responses("practice:text", "\"max_output_tokens\":5")));
    assertThat(whole.path("status").asText()).isEqualTo("incomplete");
  }

  @Test
  void aStreamThatBreaksOffFailsUnderItsOwnIdAndNumbers() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start((request, wire) -> wire.openStream().text("half").close());
        ProxyFixture broken = ProxyFixture.to(backend.url())) {
      List<RawHttp.Event> events = broken.stream(PATH, Bodies.responsesStream("Hi"));
      assertThat(events.getLast().name()).isEqualTo("response.failed");
      List<JsonNode> data = data(events);
      assertThat(data.getLast().path("sequence_number").asInt()).isEqualTo(data.size() - 1);
      assertThat(last(events).path("id")).isEqualTo(data.getFirst().path("response").path("id"));
      assertThat(last(events).path("error").path("code").asText()).isEqualTo("server_error");
      assertThat(types(events)).doesNotContain("response.completed");
      RawHttp.Response whole = broken.post(PATH, Bodies.responses("Hi"));
      assertThat(whole.status()).isEqualTo(502);
      assertThat(json(whole.text()).path("error").path("message").asText()).contains("broke off");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 429, 500, 503})
  void aBackendsRefusalKeepsItsStatus(int status) throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> wire.json(status, "{\"error\":{\"message\":\"no\"}}"));
        ProxyFixture refusing = ProxyFixture.to(backend.url())) {
      RawHttp.Response response = refusing.post(PATH, Bodies.responsesStream("Hi"));
      assertThat(response.status()).isEqualTo(status);
      assertThat(json(response.text()).path("error").path("message").asText()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopsTheModelWhenTheClientLeaves(boolean streaming) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream().text("Once upon");
                  reached.countDown();
                  wire.awaitClose();
                  closed.countDown();
                });
        ProxyFixture left = ProxyFixture.to(backend.url())) {
      RawHttp http = left.connect();
      http.post(PATH, Bodies.responses("Hi", "\"stream\":" + streaming));
      assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
      http.close();
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> left.proxy().inFlight().isEmpty());
      assertThat(left.await(Event.Cancelled.class).by()).isEqualTo("client");
      assertThat(backend.conversations()).hasSize(1);
    }
  }

  private static String codex() throws IOException {
    try (InputStream in =
        ResponsesTest.class.getResourceAsStream("/clients/codex-0.169-second-turn.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
