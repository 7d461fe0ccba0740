package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.testing.RealLlama;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy in front of a real llama-server with the clockwork model. */
class RealServerTest {
  private static final String CHAT = "/v1/chat/completions";

  /** Never the same in two replies, what was still cached of the prompt included. */
  private static final Set<String> CHANGING = Set.of("id", "created", "timings", "cached_tokens");

  private static RealLlama llama;
  private static ProxyFixture proxy;

  @BeforeAll
  static void start() throws Exception {
    llama = RealLlama.start();
    proxy = ProxyFixture.to(llama.url());
  }

  @AfterAll
  static void stop() {
    if (proxy != null) {
      proxy.close();
    }
    if (llama != null) {
      llama.close();
    }
  }

  private static JsonNode json(RawHttp.Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.parse(response.body()).orElseThrow();
  }

  private static JsonNode direct(String path, String body) throws Exception {
    try (RawHttp http = RawHttp.connect(llama.url())) {
      return json(http.post(path, body).response());
    }
  }

  private static String body(String text, String more) {
    return Bodies.chat(text, "\"temperature\":0,\"seed\":7,\"max_tokens\":60" + more);
  }

  private static JsonNode comparable(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode out = Json.object();
      object
          .properties()
          .forEach(
              e -> {
                if (CHANGING.contains(e.getKey())) {
                  out.put(e.getKey(), "present");
                } else {
                  out.set(e.getKey(), comparable(e.getValue()));
                }
              });
      return out;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode out = Json.array();
      array.forEach(n -> out.add(comparable(n)));
      return out;
    }
    return node;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hi||",
        "[[think]]||",
        "Hi|,\"max_tokens\":3|",
        "weather|,\"tools\":TOOLS|",
        "weather|,\"tools\":TOOLS,\"tool_choice\":\"required\"|",
        "[[text]]|,\"tools\":TOOLS|",
        "Hi|,\"n\":2|",
        "Hi|,\"max_tokens\":3,\"logprobs\":true,\"top_logprobs\":2|"
      })
  void answersUnstreamedFieldForFieldAsTheServerWould(String ask) throws Exception {
    String[] parts = ask.split("\\|", -1);
    String body = body(parts[0], parts[1].replace("TOOLS", Bodies.TOOLS));
    JsonNode expected = direct(CHAT, body);
    JsonNode actual = json(proxy.post(CHAT, body));
    assertThat(comparable(actual).toPrettyString())
        .isEqualTo(comparable(expected).toPrettyString());
    assertThat(names(actual)).isEqualTo(names(expected));
  }

  private static List<String> names(JsonNode node) {
    return node.propertyStream().map(java.util.Map.Entry::getKey).toList();
  }

  @Test
  void streamsTextInBothProtocols() throws Exception {
    List<RawHttp.Event> openAi = proxy.stream(CHAT, body("Hi", ",\"stream\":true"));
    assertThat(openAi.getLast().data()).isEqualTo("[DONE]");
    assertThat(openAi.toString()).contains("Tiny");
    List<RawHttp.Event> anthropic =
        proxy.stream("/v1/messages", Bodies.messages("Hi", "\"stream\":true,\"temperature\":0"));
    assertThat(anthropic.getFirst().name()).isEqualTo("message_start");
    assertThat(anthropic.getLast().name()).isEqualTo("message_stop");
    assertThat(anthropic.toString()).contains("Tiny");
  }

  @Test
  void runsAToolRoundTripInOpenAisProtocolStreamedAndNot() throws Exception {
    JsonNode call =
        json(proxy.post(CHAT, body("read", ",\"tools\":" + Bodies.TOOLS))).path("choices").path(0);
    assertThat(call.path("finish_reason").asText()).isEqualTo("tool_calls");
    JsonNode made = call.path("message").path("tool_calls").path(0);
    assertThat(made.path("function").path("name").asText()).isEqualTo("read_file");
    assertThat(made.path("function").path("arguments").asText()).isEqualTo("{\"path\":\"alpha\"}");

    List<RawHttp.Event> streamed =
        proxy.stream(CHAT, body("read", ",\"stream\":true,\"tools\":" + Bodies.TOOLS));
    assertThat(streamed.toString())
        .contains("read_file")
        .contains("\"finish_reason\":\"tool_calls\"");

    String second =
        "{\"model\":\"tiny\",\"temperature\":0,\"max_tokens\":60,\"messages\":[{\"role\":\"user\",\"content\":\"read\"},"
            + Json.text(call.path("message"))
            + ",{\"role\":\"tool\",\"tool_call_id\":\""
            + made.path("id").asText()
            + "\",\"content\":\"file text\"}],\"tools\":"
            + Bodies.TOOLS
            + "}";
    assertThat(
            json(proxy.post(CHAT, second))
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asText())
        .contains("All done");
  }

  @Test
  void runsAToolRoundTripInAnthropicsProtocol() throws Exception {
    JsonNode first =
        json(
            proxy.post(
                "/v1/messages",
                Bodies.messages("read", "\"temperature\":0,\"tools\":" + Bodies.ANTHROPIC_TOOLS)));
    assertThat(first.path("stop_reason").asText()).isEqualTo("tool_use");
    JsonNode use = first.path("content").path(0);
    assertThat(use.path("input").path("path").asText()).isEqualTo("alpha");
    List<RawHttp.Event> streamed =
        proxy.stream(
            "/v1/messages",
            Bodies.messages(
                "read", "\"stream\":true,\"temperature\":0,\"tools\":" + Bodies.ANTHROPIC_TOOLS));
    assertThat(streamed.toString()).contains("input_json_delta").contains("tool_use");
    String second =
        "{\"model\":\"x\",\"max_tokens\":60,\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"read\"},"
            + "{\"role\":\"assistant\",\"content\":"
            + Json.text(first.path("content"))
            + "},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\""
            + use.path("id").asText()
            + "\",\"content\":\"file text\"}]}],\"tools\":"
            + Bodies.ANTHROPIC_TOOLS
            + "}";
    assertThat(
            json(proxy.post("/v1/messages", second)).path("content").path(0).path("text").asText())
        .contains("All done");
  }

  @Test
  void speaksResponsesAsTheServerItselfDoes() throws Exception {
    for (String ask : List.of("Hi", "[[think]]")) {
      String body = Bodies.responses(ask, "\"temperature\":0,\"seed\":7,\"max_output_tokens\":60");
      JsonNode expected = direct("/v1/responses", body);
      JsonNode actual = json(proxy.post("/v1/responses", body));
      assertThat(actual.path("output").findValuesAsText("type"))
          .containsExactlyInAnyOrderElementsOf(expected.path("output").findValuesAsText("type"));
      assertThat(actual.path("output").findValuesAsText("text"))
          .isEqualTo(expected.path("output").findValuesAsText("text"));
      assertThat(actual.path("usage").path("total_tokens"))
          .isEqualTo(expected.path("usage").path("total_tokens"));
    }
  }

  @Test
  void runsAToolRoundTripInResponses() throws Exception {
    String more = "\"temperature\":0,\"stream\":true,\"tools\":" + Bodies.RESPONSES_TOOLS;
    List<RawHttp.Event> events = proxy.stream("/v1/responses", Bodies.responses("read", more));
    assertThat(events.getLast().name()).isEqualTo("response.completed");
    JsonNode call =
        Json.parse(events.getLast().data()).orElseThrow().path("response").path("output").path(0);
    assertThat(call.path("name").asText()).isEqualTo("read_file");
    assertThat(call.path("arguments").asText()).isEqualTo("{\"path\":\"alpha\"}");
    String second =
        "{\"model\":\"tiny\",\"temperature\":0,\"max_output_tokens\":60,\"input\":[{\"role\":\"user\",\"content\":\"read\"},"
            + Json.text(call)
            + ",{\"type\":\"function_call_output\",\"call_id\":\""
            + call.path("call_id").asText()
            + "\",\"output\":\"file text\"}],\"tools\":"
            + Bodies.RESPONSES_TOOLS
            + "}";
    assertThat(json(proxy.post("/v1/responses", second)).path("output").toString())
        .contains("All done");
  }

  @Test
  void countsTheTokensThatTheServerThenReports() throws Exception {
    String ask = Bodies.messages("How many?", "\"temperature\":0");
    int counted = json(proxy.post("/v1/messages/count_tokens", ask)).path("input_tokens").asInt();
    JsonNode usage = json(proxy.post("/v1/messages", ask)).path("usage");
    assertThat(counted)
        .isEqualTo(
            usage.path("input_tokens").asInt() + usage.path("cache_read_input_tokens").asInt());
  }

  @Test
  void freesTheSlotWhenTheClientLeaves() throws Exception {
    for (String more : List.of(",\"stream\":true", ",\"stream\":false")) {
      int before = proxy.events(Event.FirstToken.class).size();
      RawHttp http = proxy.connect();
      http.post(CHAT, Bodies.chat("[[long]]", "\"temperature\":0,\"max_tokens\":8000" + more));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> proxy.events(Event.FirstToken.class).size() > before);
      http.close();
      Awaitility.await("the slot is idle")
          .atMost(Duration.ofSeconds(3))
          .until(RealServerTest::idle);
    }
  }

  private static boolean idle() throws Exception {
    try (RawHttp http = RawHttp.connect(llama.url())) {
      JsonNode slots = json(http.get("/slots").response());
      return slots.valueStream().noneMatch(s -> s.path("is_processing").asBoolean());
    }
  }

  @Test
  void reportsAPromptThatIsTooLongAndAContextThatFillsUp() throws Exception {
    RawHttp.Response tooLong = proxy.post(CHAT, body("Hello there, ".repeat(9000), ""));
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.text()).contains("context_length_exceeded");
  }

  @Test
  void listsTheServersModelWithItsPickerName() throws Exception {
    assertThat(
            json(proxy.get("/v1/models", "anthropic-version: 2023-06-01"))
                .path("data")
                .findValuesAsText("id"))
        .contains(RealLlama.ALIAS, "claude-local-" + RealLlama.ALIAS);
  }

  @Test
  void worksTheSameWithABackendThatSpeaksMessages() throws Exception {
    try (ProxyFixture messages =
        ProxyFixture.to(
            llama.url(), c -> c, b -> b.withKind(dev.hearth.backend.BackendKind.ANTHROPIC))) {
      JsonNode call =
          json(messages.post(CHAT, body("read", ",\"tools\":" + Bodies.TOOLS)))
              .path("choices")
              .path(0);
      assertThat(call.path("finish_reason").asText()).isEqualTo("tool_calls");
      assertThat(
              call.path("message")
                  .path("tool_calls")
                  .path(0)
                  .path("function")
                  .path("arguments")
                  .asText())
          .contains("alpha");
      List<RawHttp.Event> text = messages.stream(CHAT, body("Hi", ",\"stream\":true"));
      assertThat(text.toString()).contains("Tiny");
      assertThat(text.getLast().data()).isEqualTo("[DONE]");
      String ask = Bodies.messages("read", "\"temperature\":0,\"tools\":" + Bodies.ANTHROPIC_TOOLS);
      JsonNode use = json(messages.post("/v1/messages", ask));
      assertThat(use.path("stop_reason").asText()).isEqualTo("tool_use");
      JsonNode sent =
          Json.parse(messages.events(Event.SentUpstream.class).getLast().body().text())
              .orElseThrow();
      assertThat(sent.path("tools").path(0).path("name").asText()).isEqualTo("read_file");
      assertThat(json(messages.post("/v1/messages/count_tokens", ask)).path("input_tokens").asInt())
          .isPositive();
    }
  }
}
