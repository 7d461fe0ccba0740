package dev.hearth.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Capture;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ReportedFailure;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStreamTest {
  private static final ChatStreamOptions PLAIN = new ChatStreamOptions(false, false);
  private static final ChatStreamOptions USAGE = new ChatStreamOptions(true, false);
  private static final Delta.Opened FALLBACK = new Delta.Opened("chatcmpl-own", "own", 7, "");

  @ParameterizedTest
  @ValueSource(strings = {"chat-text-stream-usage", "chat-tools-stream"})
  void aWrittenStreamSaysWhatTheRealOneSaid(String name) throws MalformedReply {
    List<JsonNode> written = new ArrayList<>();
    ChatStreamWriter writer = new ChatStreamWriter(FALLBACK, USAGE, () -> "t");
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    List<SseEvent> real = Capture.named(name).events();
    for (SseEvent event : real) {
      for (Delta delta : reader.read(event.data())) {
        writer.write(delta).forEach(d -> written.add(json(d)));
      }
    }
    assertThat(writer.ended()).isTrue();
    assertThat(written.getFirst()).isEqualTo(json(real.getFirst().data()));
    assertThat(written.getLast()).isEqualTo(json(real.get(real.size() - 2).data()));
    assertThat(written.get(written.size() - 2)).isEqualTo(json(real.get(real.size() - 3).data()));
    // A call's start carries no arguments here, so it takes one more chunk.
    assertThat(written).hasSize(real.size() - 1 + (name.contains("tools") ? 1 : 0));
  }

  @Test
  void writesTheSameBytesAsLlamaServerForText() throws MalformedReply {
    ChatStreamWriter writer = new ChatStreamWriter(FALLBACK, USAGE, () -> "t");
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    List<String> written = new ArrayList<>();
    List<SseEvent> real = Capture.named("chat-text-stream-usage").events();
    for (SseEvent event : real) {
      for (Delta delta : reader.read(event.data())) {
        written.addAll(writer.write(delta));
      }
    }
    List<String> expected = real.stream().map(SseEvent::data).limit(written.size()).toList();
    assertThat(written).isEqualTo(expected);
  }

  @Test
  void severalAttemptsLookLikeOneReply() {
    ChatStreamWriter writer = new ChatStreamWriter(FALLBACK, PLAIN, () -> "t");
    List<JsonNode> written = new ArrayList<>();
    for (Delta delta :
        List.of(
            new Delta.Opened("chatcmpl-1", "m", 1, "f"),
            new Delta.Text("Let me look. "),
            new Delta.Opened("chatcmpl-2", "n", 2, "g"),
            new Delta.Reasoning("hm"),
            new Delta.CallStart(5, "a", "f"),
            new Delta.CallArguments(5, "{\"x\":1}"),
            new Delta.CallStart(9, "", "g"),
            new Delta.Ended(Finish.STOP),
            new Delta.Text("too late"))) {
      writer.write(delta).forEach(d -> written.add(json(d)));
    }
    assertThat(written)
        .hasSize(7)
        .allSatisfy(
            c -> {
              assertThat(c.path("id").asText()).isEqualTo("chatcmpl-1");
              assertThat(c.path("model").asText()).isEqualTo("m");
              assertThat(c.path("created").asInt()).isEqualTo(1);
              assertThat(c.path("system_fingerprint").asText()).isEqualTo("f");
            });
    assertThat(written.stream().filter(c -> c.findValue("role") != null)).hasSize(1);
    assertThat(
            written.stream()
                .map(c -> c.at("/choices/0/delta/tool_calls/0"))
                .filter(JsonNode::isObject))
        .containsExactly(
            json(
                "{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}"),
            json("{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\":1}\"}}"),
            json(
                "{\"index\":1,\"id\":\"call_t\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}"));
    assertThat(written.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
  }

  @Test
  void aCallTurnedIntoTextEndsWithStopAndUsesTheFallbackIdentity() {
    ChatStreamWriter writer = new ChatStreamWriter(FALLBACK, USAGE, () -> "t");
    List<String> out = new ArrayList<>(writer.write(new Delta.Text("a\ud83d")));
    out.addAll(writer.write(new Delta.Text("\ude00")));
    out.addAll(writer.write(new Delta.Ended(Finish.TOOL_CALLS)));
    assertThat(out)
        .hasSize(5)
        .first()
        .asString()
        .contains("\"id\":\"chatcmpl-own\"")
        .contains("\"role\"");
    assertThat(json(out.get(1)).at("/choices/0/delta/content").asText()).isEqualTo("a");
    assertThat(json(out.get(2)).at("/choices/0/delta/content").asText()).isEqualTo("\ud83d\ude00");
    assertThat(json(out.get(3)).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(json(out.get(4)).path("choices")).isEmpty();
    assertThat(json(out.get(4)).has("usage")).isTrue();
  }

  @Test
  void passesARealStreamOnWordForWord() throws MalformedReply {
    assertThat(relay("chat-text-stream-usage", USAGE)).isEqualTo(data("chat-text-stream-usage"));
    assertThat(relay("chat-tools-stream", USAGE)).isEqualTo(data("chat-tools-stream"));
    assertThat(relay("chat-think-stream", PLAIN)).isEqualTo(data("chat-think-stream"));
    List<String> asked = relay("chat-stream-timings-progress", new ChatStreamOptions(false, true));
    assertThat(asked).hasSameSizeAs(data("chat-stream-timings-progress"));
    assertThat(asked.getFirst()).isEqualTo(data("chat-stream-timings-progress").getFirst());
  }

  @Test
  void takesOutWhatOnlyHearthAskedFor() throws MalformedReply {
    List<String> real = data("chat-text-stream-usage");
    List<String> relayed = relay("chat-text-stream-usage", PLAIN);
    assertThat(relayed).hasSize(real.size() - 1);
    assertThat(relayed.subList(0, relayed.size() - 1))
        .isEqualTo(real.subList(0, relayed.size() - 1));
    assertThat(relayed.getLast())
        .contains("\"finish_reason\":\"stop\"")
        .contains("\"timings\":{")
        .doesNotContain("usage");

    List<String> progress = relay("chat-stream-timings-progress", PLAIN);
    assertThat(progress).noneMatch(d -> d.contains("prompt_progress"));
    assertThat(progress.getFirst()).contains("\"role\":\"assistant\"");
    assertThat(progress.stream().filter(d -> d.contains("\"role\""))).hasSize(1);
  }

  @Test
  void pinsAnIdentityThatDrifts() throws MalformedReply {
    List<JsonNode> chunks =
        relay("chat-stream-timings-progress", PLAIN).stream().map(ChatStreamTest::json).toList();
    assertThat(
            data("chat-stream-timings-progress").stream()
                .map(d -> json(d).path("created"))
                .distinct())
        .hasSizeGreaterThan(1);
    assertThat(chunks).allMatch(c -> c.path("created").asLong() == 1795273122L);
  }

  @Test
  void aRelayedErrorIsAFailure() {
    ChatStreamRelay relay = new ChatStreamRelay(PLAIN);
    assertThatThrownBy(() -> relay.rewrite("{\"error\":{\"message\":\"m\",\"code\":500}}"))
        .isInstanceOf(ReportedFailure.class);
    assertThatThrownBy(() -> relay.rewrite("{")).isInstanceOf(MalformedReply.class);
  }

  @Test
  void errorsHaveTheShapeClientsRecognise() {
    assertThat(OpenAiErrors.error(503, "Loading"))
        .isEqualTo(
            json(
                "{\"error\":{\"message\":\"Loading\",\"type\":\"overloaded_error\",\"param\":null,\"code\":\"overloaded\"}}"));
    JsonNode full = OpenAiErrors.contextExceeded(18015, 8192).path("error");
    assertThat(full.path("code").asText()).isEqualTo("context_length_exceeded");
    assertThat(full.path("message").asText())
        .contains("maximum context length is 8192 tokens")
        .contains("18015");
  }

  private static List<String> relay(String name, ChatStreamOptions options) throws MalformedReply {
    ChatStreamRelay relay = new ChatStreamRelay(options);
    List<String> out = new ArrayList<>();
    for (String data : data(name)) {
      out.addAll(relay.rewrite(data));
    }
    out.addAll(relay.end());
    return out;
  }

  private static List<String> data(String name) {
    return Capture.named(name).events().stream()
        .map(SseEvent::data)
        .filter(d -> !d.equals("[DONE]"))
        .toList();
  }

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }
}
