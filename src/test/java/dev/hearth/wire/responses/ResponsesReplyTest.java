package dev.hearth.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Capture;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.Usage;
import dev.hearth.wire.openai.ChatChunkReader;
import dev.hearth.wire.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesReplyTest {
  private static final String TOOLS =
      "'tools':[{'type':'function','name':'f'},{'type':'custom','name':'patch'},"
          + "{'type':'tool_search','execution':'client','parameters':{}},"
          + "{'type':'namespace','name':'mcp__fs','tools':[{'type':'function','name':'read'}]}]";

  private static ReplyFrame frame(String fields) {
    String body = "{'input':'x','model':'m'" + (fields.isEmpty() ? "" : "," + fields) + "}";
    try {
      return ResponsesRequest.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
          .frame(7);
    } catch (dev.hearth.wire.MalformedRequest e) {
      throw new AssertionError(e);
    }
  }

  private static Supplier<String> tokens() {
    AtomicInteger next = new AtomicInteger();
    return () -> "t" + next.incrementAndGet();
  }

  private static List<JsonNode> stream(ReplyFrame frame, List<Delta> deltas) {
    ResponsesStreamWriter writer = new ResponsesStreamWriter(frame, tokens());
    List<JsonNode> events = new ArrayList<>();
    for (Delta delta : deltas) {
      for (SseEvent event : writer.write(delta)) {
        JsonNode data = Json.parse(event.data()).orElseThrow();
        assertThat(event.type()).isEqualTo(data.path("type").asText());
        events.add(data);
      }
    }
    return events;
  }

  private static JsonNode whole(ReplyFrame frame, List<Delta> deltas) {
    ResponsesReply reply = new ResponsesReply(frame, tokens());
    deltas.forEach(reply::add);
    return reply.whole();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(e -> e.path("type").asText()).toList();
  }

  private static List<Delta> recorded(String name) throws MalformedReply {
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    List<Delta> deltas = new ArrayList<>();
    for (SseEvent event : Capture.named(name).events()) {
      deltas.addAll(reader.read(event.data()));
    }
    return deltas;
  }

  /** Ids are made up anew by whoever writes a reply. */
  private static JsonNode withoutIds(JsonNode node) {
    JsonNode copy = node.deepCopy();
    copy.findParents("id").forEach(n -> ((ObjectNode) n).remove("id"));
    copy.findParents("call_id").forEach(n -> ((ObjectNode) n).remove("call_id"));
    return copy;
  }

  @Test
  void theEventsAreThoseOfARealServerAndMore() throws Exception {
    List<String> theirs =
        Capture.named("responses-stream").events().stream()
            .map(SseEvent::type)
            .filter(t -> !t.endsWith("delta"))
            .toList();
    List<JsonNode> ours = stream(frame(""), recorded("chat-text-stream-usage"));
    assertThat(types(ours).stream().filter(t -> !t.endsWith("delta")))
        .containsExactlyElementsOf(theirs);
    JsonNode expected =
        Json.parse(Capture.named("responses-stream").events().getLast().data())
            .orElseThrow()
            .path("response");
    JsonNode actual = ours.getLast().path("response");
    assertThat(withoutIds(actual.path("output"))).isEqualTo(withoutIds(expected.path("output")));
    assertThat(actual.path("usage").path("output_tokens").asInt()).isPositive();
    expected
        .propertyStream()
        .forEach(p -> assertThat(actual.has(p.getKey())).as(p.getKey()).isTrue());
  }

  @Test
  void aRealServersCallIsWrittenAsItWritesItItself() throws Exception {
    ReplyFrame frame = frame("");
    List<JsonNode> ours = stream(frame, recorded("chat-tools-stream"));
    List<SseEvent> theirs = Capture.named("responses-tools-stream").events();
    JsonNode expected = Json.parse(theirs.getLast().data()).orElseThrow().path("response");
    JsonNode call = ours.getLast().path("response").path("output").path(0);
    JsonNode theirCall = expected.path("output").path(0);
    theirCall.fieldNames().forEachRemaining(n -> assertThat(call.has(n)).as(n).isTrue());
    assertThat(call.path("name").asText()).isEqualTo("read_file");
    assertThat(call.path("arguments").asText()).startsWith("{\"path\":");
    assertThat(types(ours))
        .startsWith("response.created", "response.in_progress", "response.output_item.added")
        .containsSubsequence(
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.completed");
    assertThat(withoutIds(whole(frame, recorded("chat-tools-stream")).path("output")))
        .isEqualTo(withoutIds(ours.getLast().path("response").path("output")));
  }

  @Test
  void thinkingIsASummaryOnlyForClientsThatAskForOne() throws Exception {
    List<Delta> deltas = recorded("chat-think-stream");
    List<JsonNode> plain = stream(frame(""), deltas);
    assertThat(types(plain))
        .contains("response.reasoning_text.delta", "response.reasoning_text.done");
    JsonNode thought = plain.getLast().path("response").path("output").path(0);
    assertThat(thought.path("summary")).isEmpty();
    assertThat(thought.path("content").path(0).path("type").asText()).isEqualTo("reasoning_text");

    List<JsonNode> summed = stream(frame("'reasoning':{'summary':'auto'}"), deltas);
    assertThat(types(summed))
        .containsSubsequence(
            "response.output_item.added",
            "response.reasoning_summary_part.added",
            "response.reasoning_summary_text.delta",
            "response.reasoning_summary_text.done",
            "response.reasoning_summary_part.done",
            "response.output_item.done",
            "response.content_part.added");
    JsonNode summary = summed.getLast().path("response").path("output").path(0);
    assertThat(summary.path("summary").path(0).path("text"))
        .isEqualTo(thought.path("content").path(0).path("text"));
    assertThat(summary.has("content")).isFalse();
  }

  @Test
  void callsAreWrittenInTheWordsOfTheToolThatWasOffered() {
    List<Delta> deltas =
        List.of(
            new Delta.CallStart(0, "c0", "mcp__fs__read"),
            new Delta.CallArguments(0, "{\"p\":1}"),
            new Delta.CallStart(1, "c1", "patch"),
            new Delta.CallArguments(1, "{\"input\":\"*** \\\"x"),
            new Delta.CallArguments(1, "\\\"\"}"),
            new Delta.CallStart(2, "c2", "tool_search"),
            new Delta.CallArguments(2, "{\"query\":\"q\"}"),
            new Delta.CallStart(3, "", "f"),
            new Delta.Ended(Finish.TOOL_CALLS));
    List<JsonNode> events = stream(frame(TOOLS), deltas);
    JsonNode output = events.getLast().path("response").path("output");
    assertThat(output.findValuesAsText("type"))
        .containsExactly("function_call", "custom_tool_call", "tool_search_call", "function_call");
    assertThat(output.path(0).path("namespace").asText()).isEqualTo("mcp__fs");
    assertThat(output.path(0).path("name").asText()).isEqualTo("read");
    assertThat(output.path(0).path("call_id").asText()).isEqualTo("c0");
    assertThat(output.path(1).path("input").asText()).isEqualTo("*** \"x\"");
    assertThat(output.path(1).has("arguments")).isFalse();
    assertThat(output.path(2).path("execution").asText()).isEqualTo("client");
    assertThat(output.path(2).path("arguments").path("query").asText()).isEqualTo("q");
    assertThat(output.path(3).path("arguments").asText()).isEqualTo("{}");
    assertThat(output.path(3).path("call_id").asText()).startsWith("call_");
    assertThat(types(events))
        .containsSubsequence(
            "response.custom_tool_call_input.delta", "response.custom_tool_call_input.done");
    assertThat(withoutIds(whole(frame(TOOLS), deltas).path("output")))
        .isEqualTo(withoutIds(output));
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, completed, ''",
    "TOOL_CALLS, completed, ''",
    "STOP_SEQUENCE, completed, ''",
    "LENGTH, incomplete, max_output_tokens",
    "REFUSAL, incomplete, content_filter"
  })
  void theEndSaysWhetherAnythingIsMissing(Finish finish, String status, String reason) {
    List<Delta> deltas =
        List.of(
            new Delta.Text("half a"),
            new Delta.Tokens(new Usage(10, 5, 4, 0)),
            new Delta.Ended(
                finish,
                "",
                Map.of(
                    "usage",
                    Json.parse("{\"completion_tokens_details\":{\"reasoning_tokens\":3}}")
                        .orElseThrow())));
    JsonNode end = stream(frame(""), deltas).getLast();
    JsonNode whole = whole(frame(""), deltas);
    assertThat(end.path("type").asText()).isEqualTo("response." + status);
    for (JsonNode response : List.of(end.path("response"), whole)) {
      assertThat(response.path("status").asText()).isEqualTo(status);
      assertThat(response.path("incomplete_details").path("reason").asText("")).isEqualTo(reason);
      assertThat(response.path("output").path(0).path("status").asText())
          .isEqualTo(finish == Finish.LENGTH ? "incomplete" : "completed");
      assertThat(Json.text(response.path("usage")))
          .isEqualTo(
              "{'input_tokens':10,'input_tokens_details':{'cached_tokens':4,'cache_write_tokens':0},'output_tokens':5,"
                      .replace('\'', '"')
                  + "'output_tokens_details':{'reasoning_tokens':3},'total_tokens':15}"
                      .replace('\'', '"'));
    }
  }

  @Test
  void aFailureEndsWhatHasBegun() {
    ResponsesStreamWriter writer = new ResponsesStreamWriter(frame(""), tokens());
    String id =
        Json.parse(writer.write(new Delta.Opened("chatcmpl-abc", "x")).getFirst().data())
            .orElseThrow()
            .path("response")
            .path("id")
            .asText();
    assertThat(id).isEqualTo("resp_abc");
    int next = writer.write(new Delta.Text("half")).size() + 2;
    List<SseEvent> last = writer.fail("server_error", "It broke.");
    JsonNode failed = Json.parse(last.getLast().data()).orElseThrow();
    assertThat(last).hasSize(1);
    assertThat(failed.path("sequence_number").asInt()).isEqualTo(next);
    assertThat(failed.path("response").path("id").asText()).isEqualTo(id);
    assertThat(failed.path("response").path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("response").path("error").path("code").asText())
        .isEqualTo("server_error");
    assertThat(writer.write(new Delta.Text("more"))).isEmpty();
    assertThat(writer.ended()).isTrue();
  }

  @Test
  void theRequestIsRepeatedAsItWas() {
    JsonNode response =
        whole(
            frame(
                "'instructions':'i','temperature':0.50,'metadata':{'a':'b'},'store':true,"
                    + "'tool_choice':'none',"
                    + TOOLS),
            List.of(new Delta.Text("x"), new Delta.Ended(Finish.STOP)));
    assertThat(Json.text(response))
        .contains("\"instructions\":\"i\"", "\"temperature\":0.50", "\"metadata\":{\"a\":\"b\"}")
        .contains("\"tool_choice\":\"none\"", "\"store\":false", "\"created_at\":7");
    assertThat(response.path("tools")).hasSize(4);
  }

  @Property(tries = 500)
  void howeverAReplyIsCutItsEventsAddUpToTheWhole(
      @ForAll("replies") List<Delta> deltas, @ForAll boolean summary) {
    ReplyFrame frame = frame(TOOLS + (summary ? ",'reasoning':{'summary':'auto'}" : ""));
    List<JsonNode> events = stream(frame, deltas);
    assertThat(withoutIds(events.getLast().path("response").path("output")))
        .isEqualTo(withoutIds(whole(frame, deltas).path("output")));
    Map<String, StringBuilder> texts = new HashMap<>();
    Map<String, JsonNode> done = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      JsonNode event = events.get(i);
      assertThat(event.path("sequence_number").asInt()).isEqualTo(i);
      String type = event.path("type").asText();
      if (type.endsWith(".delta")) {
        texts
            .computeIfAbsent(event.path("item_id").asText(), k -> new StringBuilder())
            .append(event.path("delta").asText());
      } else if (type.equals("response.output_item.done")) {
        JsonNode item = event.path("item");
        assertThat(done.put(item.path("id").asText(), item)).isNull();
      }
    }
    List<JsonNode> added =
        events.stream()
            .filter(e -> e.path("type").asText().equals("response.output_item.added"))
            .toList();
    assertThat(added.stream().map(e -> e.path("item").path("id").asText()))
        .containsExactlyInAnyOrderElementsOf(done.keySet());
    assertThat(added.stream().map(e -> e.path("output_index").asInt()).collect(Collectors.toSet()))
        .hasSameSizeAs(added);
    texts.forEach(
        (id, text) ->
            assertThat(Json.text(done.get(id))).contains(Json.text(text(text.toString()))));
  }

  private static JsonNode text(String text) {
    return Json.object().textNode(text);
  }

  @Provide
  Arbitrary<List<Delta>> replies() {
    Arbitrary<String> words = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(6);
    Arbitrary<List<Delta>> piece =
        Arbitraries.oneOf(
            words.map(ResponsesReplyTest::whole).map(w -> List.of(new Delta.Text(w))),
            words.map(ResponsesReplyTest::whole).map(w -> List.of(new Delta.Reasoning(w))),
            Arbitraries.of("f", "patch", "mcp__fs__read", "nobody").map(ResponsesReplyTest::call));
    return piece
        .list()
        .ofMaxSize(8)
        .map(
            pieces -> {
              List<Delta> all = new ArrayList<>();
              all.add(new Delta.Opened("chatcmpl-1", "m"));
              for (int i = 0; i < pieces.size(); i++) {
                for (Delta delta : pieces.get(i)) {
                  all.add(numbered(delta, i));
                }
              }
              all.add(new Delta.Ended(Finish.STOP));
              return all;
            });
  }

  /** Half characters are held back; here only whole ones are wanted. */
  private static String whole(String words) {
    return new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static List<Delta> call(String name) {
    return List.of(
        new Delta.CallStart(0, "id", name),
        new Delta.CallArguments(0, "{\"input\":"),
        new Delta.CallArguments(0, "\"x\"}"));
  }

  private static Delta numbered(Delta delta, int index) {
    return switch (delta) {
      case Delta.CallStart start -> new Delta.CallStart(index, "id" + index, start.name());
      case Delta.CallArguments more -> new Delta.CallArguments(index, more.fragment());
      default -> delta;
    };
  }
}
