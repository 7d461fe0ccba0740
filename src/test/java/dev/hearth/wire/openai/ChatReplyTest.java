package dev.hearth.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Capture;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatReplyTest {
  private static final Delta.Opened FALLBACK = new Delta.Opened("chatcmpl-own", "own", 7, "");

  @ParameterizedTest
  @CsvSource({
    "chat-text-stream-usage,chat-text",
    "chat-tools-stream,chat-tools-auto",
    "chat-think-stream,chat-think",
    "pair-length-stream,pair-length",
    "pair-stop-stream,pair-stop",
    "pair-tool-stream,pair-tool",
    "pair-toolresult-stream,pair-toolresult",
    "pair-thinktools-stream,pair-thinktools",
    "pair-thinkcut-stream,pair-thinkcut"
  })
  void isWhatLlamaServerAnswersUnstreamed(String streamed, String whole) throws MalformedReply {
    ObjectNode expected = comparable(Capture.named(whole).body());
    ChatReplyCollector raw = new ChatReplyCollector();
    ChatReply guarded = new ChatReply(FALLBACK, () -> "t");
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    for (SseEvent event : Capture.named(streamed).events()) {
      raw.add(event.data());
      reader.read(event.data()).forEach(guarded::add);
    }
    ObjectNode collected = raw.whole();
    if (!collected.has("usage")) {
      // This recording was made without asking for token counts.
      expected.remove("usage");
    }
    assertThat(comparable(Json.bytes(collected))).isEqualTo(expected);
    if (collected.has("usage")) {
      assertThat(comparable(Json.bytes(guarded.whole()))).isEqualTo(expected);
      assertThat(names(guarded.whole())).isEqualTo(names(tree(Capture.named(whole).body())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pair-n2", "pair-logprobs"})
  void alternativesAndLogprobsAreWhatLlamaServerAnswersUnstreamed(String name)
      throws MalformedReply {
    ChatReplyCollector raw = new ChatReplyCollector();
    for (SseEvent event : Capture.named(name + "-stream").events()) {
      raw.add(event.data());
    }
    assertThat(comparable(Json.bytes(raw.whole())))
        .isEqualTo(comparable(Capture.named(name).body()));
  }

  @Test
  void keepsAlternativesLogprobsAndUnknownMembers() throws MalformedReply {
    ChatReplyCollector raw = new ChatReplyCollector();
    for (String chunk :
        List.of(
            "{'id':'x','service_tier':'flex','usage':null,'choices':[{'index':1,'delta':{'role':'assistant','content':'b'},"
                + "'logprobs':{'content':[{'token':'b'}]},'finish_reason':null}]}",
            "{'id':'y','choices':[{'index':0,'delta':{'content':'a','audio':{'id':1}},'finish_reason':null}]}",
            "{'id':'x','choices':[{'index':1,'delta':{'content':'B'},'logprobs':{'content':[{'token':'B'}]},"
                + "'finish_reason':'length'}]}",
            "{'id':'x','choices':[{'index':0,'delta':{},'finish_reason':'stop','stop_reason':null}]}",
            "[DONE]")) {
      raw.add(chunk.replace('\'', '"'));
    }
    assertThat(raw.whole())
        .isEqualTo(
            json(
                "{'choices':[{'finish_reason':'stop','index':0,'message':{'role':'assistant','content':'a',"
                    + "'audio':{'id':1}},'stop_reason':null},"
                    + "{'finish_reason':'length','index':1,'message':{'role':'assistant','content':'bB'},"
                    + "'logprobs':{'content':[{'token':'b'},{'token':'B'}]}}],"
                    + "'object':'chat.completion','id':'x','service_tier':'flex'}"));
  }

  @Test
  void anUnfinishedReplyIsNone() throws MalformedReply {
    ChatReplyCollector raw = new ChatReplyCollector();
    assertThatThrownBy(raw::whole).isInstanceOf(MalformedReply.class);
    raw.add("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}");
    assertThatThrownBy(raw::whole).isInstanceOf(MalformedReply.class);
  }

  @Test
  void callsOfOtherServersStandBesideNoContent() {
    ChatReply reply = new ChatReply(FALLBACK, () -> "t");
    Stream.of(
            new Delta.Opened("", ""),
            new Delta.CallStart(3, "", "f"),
            new Delta.CallArguments(3, "{}"),
            new Delta.Ended(Finish.STOP))
        .forEach(reply::add);
    assertThat(Json.parse(Json.bytes(reply.whole())))
        .contains(
            json(
                "{'choices':[{'finish_reason':'tool_calls','index':0,'message':{'role':'assistant','content':null,"
                    + "'tool_calls':[{'type':'function','function':{'name':'f','arguments':'{}'},'id':'call_t'}]}}],"
                    + "'created':7,'model':'own','object':'chat.completion',"
                    + "'usage':{'completion_tokens':0,'prompt_tokens':0,'total_tokens':0,"
                    + "'prompt_tokens_details':{'cached_tokens':0}},'id':'chatcmpl-own'}"));
  }

  /** Without what differs from one run to the next. */
  private static ObjectNode comparable(byte[] json) {
    ObjectNode tree = tree(json);
    tree.remove(List.of("id", "created"));
    if (tree.path("timings") instanceof ObjectNode timings) {
      timings.properties().forEach(p -> p.setValue(Json.object()));
    }
    if (tree.path("usage") instanceof ObjectNode usage) {
      usage.remove("prompt_tokens_details");
    }
    tree.path("choices")
        .forEach(
            c -> c.path("message").path("tool_calls").forEach(t -> ((ObjectNode) t).remove("id")));
    return tree;
  }

  private static List<String> names(JsonNode tree) {
    List<String> names = new ArrayList<>();
    tree.properties()
        .forEach(
            p -> {
              names.add(p.getKey());
              names.addAll(names(p.getValue()));
            });
    for (JsonNode element : tree.isArray() ? tree : Json.array()) {
      names.addAll(names(element));
    }
    return names;
  }

  private static ObjectNode tree(byte[] json) {
    return (ObjectNode) Json.parse(json).orElseThrow();
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"')).orElseThrow();
  }
}
