package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.guard.GuardSettings;
import dev.hearth.guard.TextPolicy;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken calls come back repaired, in both protocols, streamed and not. */
class GuardedTest {
  private static final String CHAT = "/v1/chat/completions";

  @RegisterExtension final Stage stage = new Stage();

  private static JsonNode json(RawHttp.Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.parse(response.body()).orElseThrow();
  }

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }

  private static List<JsonNode> chunks(List<RawHttp.Event> events) {
    return events.stream()
        .map(RawHttp.Event::data)
        .filter(d -> d.startsWith("{"))
        .map(GuardedTest::json)
        .toList();
  }

  private void bothProtocolsGetTheCall(String ask, int attempts) throws Exception {
    JsonNode choice = json(stage.proxy().post(CHAT, Bodies.tools(ask))).path("choices").path(0);
    assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
    JsonNode call = choice.path("message").path("tool_calls").path(0);
    assertThat(call.path("function").path("name").asText()).isEqualTo("read_file");
    assertThat(json(call.path("function").path("arguments").asText()).path("path").isTextual())
        .isTrue();

    List<JsonNode> chunks = chunks(stage.proxy().stream(CHAT, Bodies.toolsStream(ask)));
    assertThat(chunks.getLast().path("choices").path(0).path("finish_reason").asText())
        .isEqualTo("tool_calls");
    StringBuilder arguments = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (JsonNode chunk : chunks) {
      for (JsonNode part : chunk.path("choices").path(0).path("delta").path("tool_calls")) {
        names.add(part.path("function").path("name").asText());
        arguments.append(part.path("function").path("arguments").asText());
      }
    }
    assertThat(names).contains("read_file");
    assertThat(json(arguments.toString()).path("path").isTextual()).isTrue();

    JsonNode message = json(stage.proxy().post("/v1/messages", Bodies.messagesTools(ask)));
    assertThat(message.path("stop_reason").asText()).isEqualTo("tool_use");
    JsonNode use =
        message
            .path("content")
            .valueStream()
            .filter(b -> b.path("type").asText().equals("tool_use"))
            .findFirst()
            .orElseThrow();
    assertThat(use.path("name").asText()).isEqualTo("read_file");
    assertThat(use.path("input").path("path").isTextual()).isTrue();

    List<RawHttp.Event> events =
        stage.proxy().stream("/v1/messages", Bodies.messagesToolsStream(ask));
    assertThat(events.getFirst().name()).isEqualTo("message_start");
    assertThat(events.getLast().name()).isEqualTo("message_stop");
    assertThat(events.toString()).contains("input_json_delta").contains("\"tool_use\"");
    assertThat(stage.practice().counts().total()).isEqualTo(4L * attempts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call",
        "fenced-tool-args",
        "fenced-name-arguments",
        "bare-json",
        "tool-call-json",
        "tool-call-xml",
        "function-tags",
        "mistral",
        "args-marker",
        "python-tag",
        "pythonic",
        "deepseek",
        "harmony",
        "think-tags-call",
        "near-miss-name",
        "json-in-string"
      })
  void repairsOrRescuesWithoutAskingTheModelAgain(String scenario) throws Exception {
    bothProtocolsGetTheCall("practice:" + scenario, 1);
    Event.Decision decision = stage.proxy().events(Event.Judged.class).getFirst().decision();
    assertThat(decision)
        .isIn(Event.Decision.PASSED, Event.Decision.REPAIRED, Event.Decision.RESCUED);
    assertThat(stage.proxy().events(Event.Nudged.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-tool",
        "malformed-arguments",
        "missing-field",
        "bad-text-call",
        "one-bad-of-several",
        "empty",
        "repetition"
      })
  void tellsTheModelWhatWasWrongAndGetsARightReply(String scenario) throws Exception {
    bothProtocolsGetTheCall("practice:" + scenario, 2);
    assertThat(stage.proxy().events(Event.Nudged.class)).hasSize(4);
    Event.Nudged nudge = stage.proxy().events(Event.Nudged.class).getFirst();
    assertThat(nudge.messages()).isNotEmpty();
    assertThat(nudge.used()).isEqualTo(1);
    List<Event.Judged> judged = stage.proxy().events(Event.Judged.class);
    assertThat(judged.get(0).decision()).isEqualTo(Event.Decision.NUDGED);
    assertThat(judged.get(1).decision()).isEqualTo(Event.Decision.PASSED);
    List<Event.SentUpstream> sent = stage.proxy().events(Event.SentUpstream.class);
    JsonNode first = json(sent.get(0).body().text());
    JsonNode second = json(sent.get(1).body().text());
    assertThat(second.path("messages").size()).isGreaterThan(first.path("messages").size());
    assertThat(second.path("messages").path(0)).isEqualTo(first.path("messages").path(0));
    assertThat(second.path("tools")).isEqualTo(first.path("tools"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unknown-tool", "malformed-arguments", "missing-field", "empty", "repetition"})
  void givesTheLastOutputAsTextWhenTheBudgetIsSpentAndNeverAnEmptySuccess(String scenario)
      throws Exception {
    String ask = "always practice:" + scenario;
    JsonNode choice = json(stage.proxy().post(CHAT, Bodies.tools(ask))).path("choices").path(0);
    assertThat(choice.path("message").path("content").asText()).isNotBlank();
    assertThat(choice.path("message").has("tool_calls")).isFalse();
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    JsonNode message = json(stage.proxy().post("/v1/messages", Bodies.messagesTools(ask)));
    assertThat(message.path("content").path(0).path("text").asText()).isNotBlank();
    assertThat(message.path("stop_reason").asText()).isEqualTo("end_turn");
    List<RawHttp.Event> stream = stage.proxy().stream(CHAT, Bodies.toolsStream(ask));
    assertThat(stream.getLast().data()).isEqualTo("[DONE]");
    assertThat(stream.toString()).doesNotContain("tool_calls").contains("\"content\":\"");
    assertThat(stage.proxy().events(Event.Judged.class).getLast().decision())
        .isEqualTo(Event.Decision.GAVE_UP);
    Event.Finished finished = stage.proxy().events(Event.Finished.class).getFirst();
    int attempts =
        (int)
            stage.proxy().events(Event.SentUpstream.class).stream()
                .filter(e -> e.at().exchange().equals(finished.at().exchange()))
                .count();
    assertThat(attempts)
        .isEqualTo(
            scenario.equals("malformed-arguments") || scenario.equals("missing-field") ? 3 : 4);
    // Events tell the tokens of all attempts.
    assertThat(finished.usage().prompt())
        .isGreaterThan(
            json(stage.proxy().post(CHAT, Bodies.tools(ask)))
                .path("usage")
                .path("prompt_tokens")
                .asLong());
  }

  @Test
  void letsDeliberateProsePassLive() throws Exception {
    List<JsonNode> chunks = chunks(stage.proxy().stream(CHAT, Bodies.toolsStream("practice:text")));
    assertThat(chunks.size()).isGreaterThan(20);
    assertThat(stage.practice().counts().total()).isEqualTo(1);
    assertThat(stage.proxy().events(Event.Judged.class).getFirst().decision())
        .isEqualTo(Event.Decision.PASSED);
  }

  @Test
  void retriesProseWhenTold() throws Exception {
    stage
        .proxy()
        .proxy()
        .reconfigure(
            stage
                .proxy()
                .proxy()
                .config()
                .withGuard(new GuardSettings(TextPolicy.STRICT, 1, 0, Set.of())));
    json(stage.proxy().post(CHAT, Bodies.tools("always practice:prose")));
    assertThat(stage.practice().counts().total()).isEqualTo(2);
  }

  @Test
  void offersARespondToolWhenTold() throws Exception {
    stage
        .proxy()
        .proxy()
        .reconfigure(
            stage
                .proxy()
                .proxy()
                .config()
                .withGuard(new GuardSettings(TextPolicy.RESPOND, 3, 2, Set.of())));
    json(stage.proxy().post(CHAT, Bodies.tools("practice:call")));
    JsonNode sent = json(stage.proxy().events(Event.SentUpstream.class).getFirst().body().text());
    assertThat(sent.path("tools").size()).isEqualTo(2);
    assertThat(sent.path("tools").path(1).path("function").path("name").asText())
        .isEqualTo("respond");
  }

  @Test
  void showsWhatIsHeldAndLetGo() throws Exception {
    stage.proxy().stream(CHAT, Bodies.toolsStream("practice:fenced-tool-args"));
    assertThat(stage.proxy().events(Event.Held.class)).isNotEmpty();
    assertThat(stage.proxy().events(Event.LetGo.class))
        .hasSameSizeAs(stage.proxy().events(Event.Held.class));
    Event.Judged judged = stage.proxy().events(Event.Judged.class).getFirst();
    assertThat(judged.decision()).isEqualTo(Event.Decision.RESCUED);
    assertThat(judged.syntax()).isNotBlank();
    assertThat(judged.output()).contains("read_file");
    assertThat(judged.accepted()).hasSize(1);
  }

  @Test
  void neverContradictsWhatItHasSent() throws Exception {
    List<JsonNode> chunks =
        chunks(stage.proxy().stream(CHAT, Bodies.toolsStream("practice:one-bad-of-several")));
    Set<String> ids = new java.util.HashSet<>();
    chunks.forEach(c -> ids.add(c.path("id").asText()));
    assertThat(ids).hasSize(1);
    assertThat(
            chunks.stream()
                .filter(c -> c.path("choices").path(0).path("finish_reason").isTextual()))
        .hasSize(1);
    assertThat(chunks.stream().filter(c -> c.path("choices").path(0).path("delta").has("role")))
        .hasSize(1);
  }

  @Test
  void takesACallTheServerCouldNotReadForAFailedAttempt() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  if (request.text().contains("always")
                      || !request.text().contains("well formed")) {
                    wire.json(
                        500,
                        "{\"error\":{\"code\":500,\"message\":\"Failed to parse input at pos 0:"
                            + " <tool_call>\",\"type\":\"server_error\"}}");
                  } else {
                    wire.openStream().text("Never mind.").finish("stop").done();
                  }
                });
        ProxyFixture other = ProxyFixture.to(backend.url())) {
      JsonNode reply = json(other.post(CHAT, Bodies.tools("Hi")));
      assertThat(reply.path("choices").path(0).path("message").path("content").asText())
          .isEqualTo("Never mind.");
      assertThat(other.events(Event.Nudged.class)).hasSize(1);
      assertThat(other.post(CHAT, Bodies.tools("always")).status()).isEqualTo(500);
      assertThat(backend.conversations()).hasSize(2 + 4);
      assertThat(other.post(CHAT, Bodies.chat("no tools")).status()).isEqualTo(500);
      assertThat(backend.conversations()).hasSize(7);
    }
  }
}
