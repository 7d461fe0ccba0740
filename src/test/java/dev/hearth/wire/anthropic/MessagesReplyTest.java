package dev.hearth.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Capture;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ReportedFailure;
import dev.hearth.wire.Usage;
import dev.hearth.wire.openai.ChatChunkReader;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesReplyTest {
  private static final MessagesReplySettings THINKING = new MessagesReplySettings("", true, 0);
  private static final MessagesReplySettings QUIET =
      new MessagesReplySettings("claude-x", false, 40);

  @Test
  void writesTheWholeEventSequence() throws MalformedReply {
    List<SseEvent> events = stream(chat("chat-think-stream"), THINKING);
    assertThat(events.stream().map(SseEvent::type).distinct())
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(events)
        .allSatisfy(e -> assertThat(json(e).path("type").asText()).isEqualTo(e.type()));
    assertThat(json(events.getFirst()).path("message"))
        .isEqualTo(
            tree(
                "{'id':'msg_dF70dZIK1Kfox7YBJRt4vftZmo06vRNU','type':'message','role':'assistant','model':'tiny',"
                    + "'content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':0,"
                    + "'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'output_tokens':0}}"));
    assertThat(json(events.get(events.size() - 2)))
        .isEqualTo(
            tree(
                "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':"
                    + "{'input_tokens':1,'cache_creation_input_tokens':0,'cache_read_input_tokens':15,'output_tokens':12}}"));
    assertThat(assemble(events))
        .isEqualTo(
            tree(
                "[{'type':'thinking','thinking':'Let me think step by step: easy.','signature':''},"
                    + "{'type':'text','text':'I thought about it. Forty-two.'}]"));
  }

  @Test
  void streamAndWholeSayTheSame() throws MalformedReply {
    for (String name :
        List.of("chat-think-stream", "chat-tools-stream", "chat-text-stream-usage")) {
      List<Delta> deltas = chat(name);
      List<SseEvent> events = stream(deltas, THINKING);
      MessagesReply reply = new MessagesReply(THINKING, () -> "t");
      deltas.forEach(reply::add);
      JsonNode whole = Json.parse(Json.bytes(reply.whole())).orElseThrow();
      JsonNode end = json(events.get(events.size() - 2));
      assertThat(whole.path("content")).isEqualTo(assemble(events));
      assertThat(whole.path("stop_reason")).isEqualTo(end.path("delta").path("stop_reason"));
      assertThat(whole.path("usage")).isEqualTo(end.path("usage"));
      assertThat(whole.path("id")).isEqualTo(json(events.getFirst()).path("message").path("id"));
    }
  }

  @Test
  void aCallsIdLeadsBackToTheBackendsOwn() throws MalformedReply {
    JsonNode call = assemble(stream(chat("chat-tools-stream"), QUIET)).path(0);
    assertThat(call.path("input")).isEqualTo(tree("{'path':'alpha'}"));
    assertThat(call.path("id").asText()).startsWith("toolu_");
    assertThat(ToolIds.toBackend(call.path("id").asText()))
        .isEqualTo("53txGggRhskKfwf94jh4DrYdt6FzVryq");
  }

  @Property
  void everyIdSurvivesTheWayThereAndBack(@ForAll("ids") String id) {
    assertThat(ToolIds.toClient(id)).matches("toolu_[A-Za-z0-9_-]*");
    assertThat(ToolIds.toBackend(ToolIds.toClient(id))).isEqualTo(id);
  }

  @Property
  void anyClientIdIsUnderstood(@ForAll("ids") String id) {
    assertThat(ToolIds.toBackend("toolu_local_" + id)).isNotNull();
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.oneOf(
        Arbitraries.of("toolu_01Abc", "functions.get_weather:0", "toolu_local_x", "call_1", ""),
        Arbitraries.strings().withChars('a', 'F', '9', '_', '-', '.', 'é', ' ').ofMaxLength(12));
  }

  @Test
  void thinkingNobodyAskedForIsNotSent() throws MalformedReply {
    List<SseEvent> events = stream(chat("chat-think-stream"), QUIET);
    assertThat(assemble(events)).hasSize(1);
    assertThat(json(events.getFirst()).at("/message/model").asText()).isEqualTo("claude-x");
  }

  @Test
  void theStartKnowsThePromptWhenTheBackendTellsIt() {
    MessagesStreamWriter writer = new MessagesStreamWriter(QUIET, () -> "t");
    assertThat(writer.write(new Delta.Opened("chatcmpl-a", "m"))).isEmpty();
    assertThat(writer.write(new Delta.Prefill(3015, 3, 2051, 9))).isEmpty();
    List<SseEvent> ping = writer.ping();
    assertThat(ping).extracting(SseEvent::type).containsExactly("message_start", "ping");
    assertThat(json(ping.getFirst()).at("/message/usage/input_tokens").asInt()).isEqualTo(3012);
    assertThat(json(ping.getFirst()).at("/message/id").asText()).isEqualTo("msg_a");
    assertThat(writer.write(new Delta.Opened("chatcmpl-b", "m"))).isEmpty();
    assertThat(writer.write(new Delta.Text("x"))).hasSize(2);
  }

  @Test
  void anEstimateStandsInUntilTheBackendTells() {
    MessagesStreamWriter writer = new MessagesStreamWriter(QUIET, () -> "t");
    List<SseEvent> events = writer.write(new Delta.Text("x"));
    assertThat(json(events.getFirst()).at("/message/usage/input_tokens").asInt()).isEqualTo(40);
    assertThat(json(events.getFirst()).at("/message/id").asText()).isEqualTo("msg_t");
  }

  @Test
  void interleavedCallsBecomeBlocksOneAfterTheOther() {
    List<SseEvent> events =
        stream(
            List.of(
                new Delta.Opened("a", "m"),
                new Delta.CallStart(0, "x", "f"),
                new Delta.CallArguments(0, "{\"a\":"),
                new Delta.CallStart(1, "", "g"),
                new Delta.CallArguments(1, "{\"b\":"),
                new Delta.CallArguments(0, "1}"),
                new Delta.CallArguments(1, "2}"),
                new Delta.CallStart(2, "z", "h"),
                new Delta.Ended(Finish.STOP)),
            QUIET);
    assertThat(assemble(events).findValues("input"))
        .containsExactly(tree("{'a':1}"), tree("{'b':2}"), tree("{}"));
    assertThat(json(events.get(events.size() - 2)).at("/delta/stop_reason").asText())
        .isEqualTo("tool_use");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP,,end_turn",
    "TOOL_CALLS,,end_turn",
    "LENGTH,,max_tokens",
    "STOP_SEQUENCE,END,stop_sequence",
    "REFUSAL,,refusal"
  })
  void theStopReasonFitsWhatWasSent(Finish finish, String sequence, String reason) {
    List<SseEvent> events =
        stream(
            List.of(new Delta.Text("x"), new Delta.Ended(finish, sequence == null ? "" : sequence)),
            QUIET);
    JsonNode delta = json(events.get(events.size() - 2)).path("delta");
    assertThat(delta.path("stop_reason").asText()).isEqualTo(reason);
    assertThat(delta.path("stop_sequence").asText(null)).isEqualTo(sequence);
  }

  @Test
  void argumentsThatAreNoObjectStayWords() {
    MessagesReply reply = new MessagesReply(QUIET, () -> "t");
    reply.add(new Delta.CallStart(0, "a", "f"));
    reply.add(new Delta.CallArguments(0, "{oops"));
    reply.add(new Delta.Ended(Finish.TOOL_CALLS));
    assertThat(reply.whole().path("content")).isEqualTo(tree("[{'type':'text','text':'f {oops'}]"));
    assertThat(reply.whole().path("stop_reason").asText()).isEqualTo("end_turn");
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic-messages-stream",
    "anthropic-messages-think-stream",
    "anthropic-messages-tools-stream"
  })
  void readsAnAnthropicServersStream(String name) throws MalformedReply {
    List<SseEvent> real = Capture.named(name).events();
    List<Delta> deltas = anthropic(real);
    assertThat(deltas.getLast()).isInstanceOf(Delta.Ended.class);
    assertThat(deltas).hasAtLeastOneElementOfType(Delta.Tokens.class);
    List<SseEvent> again = stream(deltas, THINKING);
    assertThat(assemble(again).toString().replaceAll("toolu_local_", ""))
        .isEqualTo(assemble(real).toString());
    assertThat(json(again.get(again.size() - 2)).path("delta"))
        .isEqualTo(json(real.get(real.size() - 2)).path("delta"));
  }

  @Test
  void countsWhatAnAnthropicServerCounts() throws MalformedReply {
    assertThat(anthropic(Capture.named("anthropic-messages-tools-stream").events()))
        .contains(new Delta.Tokens(new Usage(378, 63, 377, 0)));
  }

  @Test
  void anAnthropicErrorOrABrokenStreamIsAFailure() throws MalformedReply {
    MessagesChunkReader reader = new MessagesChunkReader(() -> "t");
    reader.read(new SseEvent("ping", "{\"type\":\"ping\"}"));
    assertThatThrownBy(reader::end).isInstanceOf(MalformedReply.class);
    assertThatThrownBy(() -> reader.read(AnthropicErrors.event(529, "busy")))
        .isInstanceOfSatisfying(ReportedFailure.class, e -> assertThat(e.status()).isEqualTo(529))
        .hasMessage("busy");
  }

  @Test
  void errorsHaveTheShapeClientsRecognise() {
    assertThat(AnthropicErrors.error(404, "Nope"))
        .isEqualTo(tree("{'type':'error','error':{'type':'not_found_error','message':'Nope'}}"));
    assertThat(AnthropicErrors.contextExceeded(18015, 8192).at("/error/message").asText())
        .isEqualTo("prompt is too long: 18015 tokens > 8192 maximum");
  }

  static List<Delta> chat(String name) throws MalformedReply {
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    List<Delta> deltas = new ArrayList<>();
    for (SseEvent event : Capture.named(name).events()) {
      deltas.addAll(reader.read(event.data()));
    }
    return deltas;
  }

  private static List<Delta> anthropic(List<SseEvent> events) throws MalformedReply {
    MessagesChunkReader reader = new MessagesChunkReader(() -> "t");
    List<Delta> deltas = new ArrayList<>();
    for (SseEvent event : events) {
      deltas.addAll(reader.read(event));
    }
    return deltas;
  }

  private static List<SseEvent> stream(List<Delta> deltas, MessagesReplySettings settings) {
    MessagesStreamWriter writer = new MessagesStreamWriter(settings, () -> "t");
    List<SseEvent> events = new ArrayList<>();
    deltas.forEach(d -> events.addAll(writer.write(d)));
    return events;
  }

  /** The content a client puts together; blocks must not overlap. */
  private static JsonNode assemble(List<SseEvent> events) {
    return new StreamedContent().read(events);
  }

  private static JsonNode json(SseEvent event) {
    return Json.parse(event.data()).orElseThrow();
  }

  private static JsonNode tree(String text) {
    return Json.parse(text.replace('\'', '"')).orElseThrow();
  }
}
