package dev.hearth.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.wire.Capture;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ReportedFailure;
import dev.hearth.wire.Usage;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatChunkReaderTest {
  private int minted;

  @Test
  void readsARealTextStream() throws MalformedReply {
    List<Delta> deltas = readAll(Capture.named("chat-text-stream-usage").events());
    assertThat(deltas.getFirst())
        .isEqualTo(
            new Delta.Opened(
                "chatcmpl-oFdvCvQTdOeq12I8R6MLsWqj9ahyhCGa", "tiny", 1795273122L, "b11669-Debian"));
    assertThat(text(deltas))
        .isEqualTo("Hello! I am Tiny, a clockwork test model. I always give this answer.");
    assertThat(deltas).contains(new Delta.Tokens(new Usage(17, 12, 16, 0)));
    assertThat(deltas.getLast())
        .isInstanceOfSatisfying(
            Delta.Ended.class,
            end -> {
              assertThat(end.finish()).isEqualTo(Finish.STOP);
              assertThat(end.extras()).containsOnlyKeys("usage", "timings");
            });
  }

  @Test
  void countsTokensFromTimingsWhenTheServerSendsNoUsage() throws MalformedReply {
    List<Delta> deltas = readAll(Capture.named("chat-think-stream").events());
    assertThat(deltas).contains(new Delta.Tokens(new Usage(16, 12, 15, 0)));
    assertThat(reasoning(deltas)).isEqualTo("Let me think step by step: easy.");
    assertThat(text(deltas)).isEqualTo("I thought about it. Forty-two.");
  }

  @Test
  void readsARealCall() throws MalformedReply {
    List<Delta> deltas = readAll(Capture.named("chat-tools-stream").events());
    assertThat(deltas)
        .contains(new Delta.CallStart(0, "53txGggRhskKfwf94jh4DrYdt6FzVryq", "read_file"));
    assertThat(arguments(deltas, 0)).isEqualTo("{\"path\":\"alpha\"}");
    assertThat(finish(deltas)).isEqualTo(Finish.TOOL_CALLS);
  }

  @Test
  void tellsHowThePromptIsRead() throws MalformedReply {
    List<Delta> deltas = readAll(Capture.named("chat-stream-timings-progress").events());
    assertThat(deltas)
        .contains(new Delta.Prefill(3015, 3, 2051, 164), new Delta.Prefill(3015, 3, 3015, 246));
  }

  @Test
  void comparingGivesTheSameDeltasAsParsing() throws MalformedReply {
    String before = "{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
    String after = "\"},\"finish_reason\":null}],\"created\":1}";
    List<String> texts =
        List.of("a", "b c", "\\n", "d\\\"", "é漢", "\"},{\"x\":\"", "", "content", "e");
    ChatChunkReader shared = reader();
    shared.read("{\"id\":\"x\",\"choices\":[]}");
    for (String text : texts) {
      String chunk = before + text + after;
      List<Delta> expected;
      try {
        ChatChunkReader fresh = reader();
        fresh.read("{\"id\":\"x\",\"choices\":[]}");
        expected = fresh.read(chunk);
      } catch (MalformedReply e) {
        assertThatThrownBy(() -> shared.read(chunk)).isInstanceOf(MalformedReply.class);
        continue;
      }
      assertThat(shared.read(chunk)).as(text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // numbered with gaps
        "{'index':4,'id':'a','function':{'name':'f','arguments':'{}'}}|{'index':7,'id':'b','function':{'name':'g','arguments':'{}'}}",
        // one number for all
        "{'index':0,'id':'a','function':{'name':'f','arguments':'{}'}}|{'index':0,'id':'b','function':{'name':'g','arguments':'{}'}}",
        // no numbers
        "{'id':'a','function':{'name':'f','arguments':'{'}}|{'function':{'arguments':'}'}}|{'id':'b','function':{'name':'g','arguments':'{}'}}",
        // name and id in each fragment
        "{'index':0,'id':'a','function':{'name':'f','arguments':'{'}}|{'index':0,'id':'a','function':{'name':'f','arguments':'}'}}|{'index':1,'id':'b','function':{'name':'g','arguments':'{}'}}",
        // arguments as an object
        "{'index':0,'id':'a','function':{'name':'f','arguments':{}}}|{'index':1,'id':'b','function':{'name':'g','arguments':{}}}",
        // the name comes late
        "{'index':0,'id':'a','function':{'arguments':'{'}}|{'index':0,'function':{'name':'f','arguments':'}'}}|{'index':1,'id':'b','function':{'name':'g','arguments':'{}'}}",
        // interleaved
        "{'index':0,'id':'a','function':{'name':'f','arguments':'{'}}|{'index':1,'id':'b','function':{'name':'g','arguments':'{'}}|{'index':0,'function':{'arguments':'}'}}|{'index':1,'function':{'arguments':'}'}}",
      })
  void putsTogetherCallsHoweverTheyAreNumbered(String fragments) throws MalformedReply {
    List<Delta> deltas = calls(fragments.split("\\|"));
    assertThat(deltas.stream().filter(Delta.CallStart.class::isInstance))
        .containsExactly(new Delta.CallStart(0, "a", "f"), new Delta.CallStart(1, "b", "g"));
    assertThat(arguments(deltas, 0)).isEqualTo("{}");
    assertThat(arguments(deltas, 1)).isEqualTo("{}");
  }

  @Test
  void givesAnIdToCallsWithoutOneOrWithAnothersId() throws MalformedReply {
    List<Delta> deltas =
        calls(
            "{'index':0,'function':{'name':'f','arguments':''}}",
            "{'index':1,'id':'a','function':{'name':'f','arguments':'{}'}}",
            "{'index':2,'id':'a','function':{'name':'f','arguments':'{}'}}");
    assertThat(deltas.stream().filter(Delta.CallStart.class::isInstance))
        .containsExactly(
            new Delta.CallStart(0, "call_t1", "f"),
            new Delta.CallStart(1, "a", "f"),
            new Delta.CallStart(2, "call_t2", "f"));
  }

  @Test
  void tellsACallThatNeverGotAName() throws MalformedReply {
    List<Delta> deltas = calls("{'index':0,'id':'a','function':{'arguments':'{}'}}");
    assertThat(deltas).contains(new Delta.CallStart(0, "a", ""), new Delta.CallArguments(0, "{}"));
  }

  @Test
  void readsTheLegacyFunctionCall() throws MalformedReply {
    List<Delta> deltas =
        readAll(
            data(
                "{'choices':[{'delta':{'function_call':{'name':'f','arguments':'{'}}}]}",
                "{'choices':[{'delta':{'function_call':{'arguments':'}'}},'finish_reason':'function_call'}]}",
                "[DONE]"));
    assertThat(deltas).contains(new Delta.CallStart(0, "call_t1", "f"));
    assertThat(arguments(deltas, 0)).isEqualTo("{}");
    assertThat(finish(deltas)).isEqualTo(Finish.TOOL_CALLS);
  }

  @ParameterizedTest
  @CsvSource({
    "stop,STOP",
    "length,LENGTH",
    "content_filter,REFUSAL",
    "tool_calls,TOOL_CALLS",
    "eos,STOP"
  })
  void readsWhyAReplyEnded(String reason, Finish expected) throws MalformedReply {
    List<Delta> deltas =
        readAll(
            data(
                "{'choices':[{'delta':{'content':'x'},'finish_reason':'" + reason + "'}]}",
                "[DONE]"));
    assertThat(finish(deltas)).isEqualTo(expected);
  }

  @Test
  void aRefusalIsTextAndARefusal() throws MalformedReply {
    List<Delta> deltas =
        readAll(
            data(
                "{'choices':[{'delta':{'refusal':'No.'}}]}",
                "{'choices':[{'delta':{},'finish_reason':'stop'}]}",
                "[DONE]"));
    assertThat(text(deltas)).isEqualTo("No.");
    assertThat(finish(deltas)).isEqualTo(Finish.REFUSAL);
  }

  @Test
  void namesTheStopSequenceWhereTheServerDoes() throws MalformedReply {
    List<Delta> deltas =
        readAll(
            data(
                "{'choices':[{'delta':{},'finish_reason':'stop','stop_reason':'END'}]}", "[DONE]"));
    assertThat(deltas.getLast()).isEqualTo(new Delta.Ended(Finish.STOP_SEQUENCE, "END"));
  }

  @Test
  void readsThinkingOnceWhereItComesTwice() throws MalformedReply {
    List<Delta> deltas =
        readAll(
            data(
                "{'choices':[{'delta':{'reasoning':'r','reasoning_content':'r'}}]}",
                "{'choices':[{'delta':{'content':[{'type':'thinking','thinking':[{'type':'text','text':'s'}]},"
                    + "{'type':'text','text':'t'}]},'finish_reason':'stop'}]}",
                "[DONE]"));
    assertThat(reasoning(deltas)).isEqualTo("rs");
    assertThat(text(deltas)).isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'error':{'message':'full','type':'exceed_context_size_error','code':400}} | 400 | full",
        "{'error':'broken'} | 502 | broken",
        "{'object':'error','message':'gone','code':404} | 404 | gone",
        "{'choices':[{'delta':{},'finish_reason':'error'}]} | 502 | gave up",
      })
  void anErrorInsideTheStreamIsAFailure(String chunk, int status, String message) {
    assertThatThrownBy(() -> reader().read(chunk.replace('\'', '"')))
        .isInstanceOfSatisfying(
            ReportedFailure.class, e -> assertThat(e.status()).isEqualTo(status))
        .hasMessageContaining(message);
  }

  @Test
  void aStreamThatBreaksOffIsNoReply() throws MalformedReply {
    ChatChunkReader reader = reader();
    reader.read("{\"choices\":[{\"delta\":{\"content\":\"half\"}}]}");
    assertThatThrownBy(reader::end)
        .isInstanceOf(MalformedReply.class)
        .hasMessageContaining("broke off");
  }

  @Test
  void aStreamWithoutDoneIsWholeWhenAReasonWasGiven() throws MalformedReply {
    ChatChunkReader reader = reader();
    reader.read("{\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"length\"}]}");
    assertThat(reader.end()).containsExactly(new Delta.Ended(Finish.LENGTH));
    assertThat(reader.end()).isEmpty();
  }

  @Property(tries = 500)
  void noDataIsReadWithoutBeingUnderstood(@ForAll String data) {
    assertThatThrownBy(() -> new ChatChunkReader(() -> "t").read("x" + data))
        .isInstanceOf(MalformedReply.class);
  }

  private ChatChunkReader reader() {
    return new ChatChunkReader(() -> "t" + ++minted);
  }

  private List<Delta> calls(String... fragments) throws MalformedReply {
    List<String> chunks = new ArrayList<>();
    for (String fragment : fragments) {
      chunks.add("{'choices':[{'index':0,'delta':{'tool_calls':[" + fragment + "]}}]}");
    }
    chunks.add("{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}");
    chunks.add("[DONE]");
    return readAll(data(chunks.toArray(String[]::new)));
  }

  private static List<SseEvent> data(String... chunks) {
    List<SseEvent> events = new ArrayList<>();
    for (String chunk : chunks) {
      events.add(new SseEvent(chunk.replace('\'', '"')));
    }
    return events;
  }

  private List<Delta> readAll(List<SseEvent> events) throws MalformedReply {
    ChatChunkReader reader = reader();
    List<Delta> deltas = new ArrayList<>();
    for (SseEvent event : events) {
      deltas.addAll(reader.read(event.data()));
    }
    deltas.addAll(reader.end());
    return deltas;
  }

  private static String text(List<Delta> deltas) {
    return deltas.stream()
        .map(d -> d instanceof Delta.Text(String t) ? t : "")
        .collect(Collectors.joining());
  }

  private static String reasoning(List<Delta> deltas) {
    return deltas.stream()
        .map(d -> d instanceof Delta.Reasoning(String t) ? t : "")
        .collect(Collectors.joining());
  }

  private static String arguments(List<Delta> deltas, int index) {
    return deltas.stream()
        .map(d -> d instanceof Delta.CallArguments(int i, String f) && i == index ? f : "")
        .collect(Collectors.joining());
  }

  private static Finish finish(List<Delta> deltas) {
    return ((Delta.Ended) deltas.getLast()).finish();
  }
}
