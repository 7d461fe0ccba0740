package dev.hearth.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.anthropic.MessagesChunkReader;
import dev.hearth.wire.anthropic.MessagesFromChat;
import dev.hearth.wire.anthropic.MessagesReply;
import dev.hearth.wire.anthropic.MessagesReplySettings;
import dev.hearth.wire.anthropic.MessagesRequest;
import dev.hearth.wire.anthropic.MessagesStreamWriter;
import dev.hearth.wire.anthropic.ModelList;
import dev.hearth.wire.anthropic.Translation;
import dev.hearth.wire.openai.ChatChunkReader;
import dev.hearth.wire.openai.ChatReply;
import dev.hearth.wire.openai.ChatReplyCollector;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.openai.ChatStreamOptions;
import dev.hearth.wire.openai.ChatStreamRelay;
import dev.hearth.wire.openai.ChatStreamWriter;
import dev.hearth.wire.responses.ResponsesReply;
import dev.hearth.wire.responses.ResponsesRequest;
import dev.hearth.wire.responses.ResponsesStreamWriter;
import dev.hearth.wire.sse.SseEvent;
import dev.hearth.wire.sse.SseParser;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever types a server or client gets wrong, nothing but the two complaints comes out. */
class MutationProperties {
  private static final List<String> VALUES =
      List.of(
          "null",
          "[]",
          "{}",
          "\"\"",
          "\"x\"",
          "-1",
          "1.5",
          "1e99999",
          "true",
          "[null,1,\"a\",{}]",
          "{\"text\":[]}");

  private static final String CHAT =
      """
      {"model":"m","stream":true,"stream_options":{"include_usage":true},"n":1,"stop":["a"],"user":"u",
       "response_format":{"type":"json_schema","json_schema":{"schema":{}}},"max_tokens":4,"max_completion_tokens":3,
       "tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false,
       "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"}}}],
       "messages":[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"t"},
         {"type":"image_url","image_url":{"url":"data:image/png;base64,QQ=="}},{"type":"file","file":{"file_data":"data:a/b;base64,QQ==","filename":"n"}}]},
        {"role":"assistant","content":"c","reasoning_content":"r","tool_calls":[{"id":"i","type":"function","function":{"name":"f","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"i","content":"o"},{"role":"user","content":"u"}]}
      """;

  private static final String MESSAGES =
      """
      {"model":"m","max_tokens":4,"stream":true,"stop_sequences":["a"],"system":[{"type":"text","text":"s"}],
       "thinking":{"type":"enabled","budget_tokens":1},"output_config":{"format":{"type":"json_schema","schema":{}}},
       "tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true},"chat_template_kwargs":{"a":1},
       "tools":[{"name":"f","description":"d","input_schema":{}},{"name":"ToolSearch"},{"name":"g","defer_loading":true}],
       "messages":[{"role":"user","content":[{"type":"text","text":"t"},
         {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}},
         {"type":"document","title":"T","source":{"type":"content","content":[{"type":"text","text":"x"},{"type":"image","source":{"type":"url","url":"u"}}]}},
         {"type":"search_result","title":"T","source":"s","content":[{"type":"text","text":"x"}]}]},
        {"role":"assistant","content":[{"type":"thinking","thinking":"r"},{"type":"tool_use","id":"i","name":"f","input":{"a":1}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"i","is_error":true,"content":[{"type":"text","text":"o"},
         {"type":"tool_reference","tool_name":"g"}]}]},
        {"role":"system","content":[{"type":"text","text":"l"}]}]}
      """;

  private static final String RESPONSES =
      """
      {"model":"m","instructions":"s","stream":true,"max_output_tokens":9,"parallel_tool_calls":true,"store":false,
       "reasoning":{"effort":"low","summary":"auto"},"text":{"format":{"type":"json_schema","name":"n","schema":{}}},
       "tool_choice":{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"f"}]},
       "tools":[{"type":"function","name":"f","parameters":{}},{"type":"web_search"},
        {"type":"namespace","name":"mcp__g","tools":[{"type":"function","name":"f"}]},
        {"type":"custom","name":"c","format":{"type":"grammar","syntax":"lark","definition":"d"}},
        {"type":"tool_search","execution":"client","parameters":{}}],
       "input":[{"type":"additional_tools","tools":[{"type":"custom","name":"x"}]},
        {"role":"user","content":[{"type":"input_text","text":"t"},{"type":"input_image","image_url":"u"},
         {"type":"input_file","filename":"n","file_data":"data:text/plain;base64,QQ=="},
         {"type":"input_audio","input_audio":{"data":"QQ==","format":"wav"}}]},
        {"type":"reasoning","id":"r","summary":[{"type":"summary_text","text":"t"}],"content":[{"type":"reasoning_text","text":"t"}]},
        {"type":"message","role":"assistant","content":[{"type":"output_text","text":"t"},{"type":"refusal","refusal":"r"}]},
        {"type":"function_call","call_id":"i","name":"f","namespace":"mcp__g","arguments":"{}"},
        {"type":"function_call_output","call_id":"i","output":[{"type":"input_text","text":"o"},{"type":"input_image","image_url":"u"}]},
        {"type":"custom_tool_call","call_id":"j","name":"c","input":"x"},
        {"type":"custom_tool_call_output","call_id":"j","output":"o"},
        {"type":"tool_search_call","call_id":"k","arguments":{"query":"q"}},
        {"type":"tool_search_output","call_id":"k","tools":[{"type":"function","name":"z"}]}]}
      """;

  @Property(tries = 1500)
  void aChatRequestIsReadOrRefused(
      @ForAll @IntRange(max = 300) int place, @ForAll("values") String value) {
    byte[] body = Json.bytes(mutated(CHAT, place, value));
    try {
      ChatRequest request = ChatRequest.parse(body);
      request.choices();
      request.usageWanted();
      request.model();
      for (ReasoningReplay replay : ReasoningReplay.values()) {
        assertThat(Json.parse(request.replaying(replay).body())).isPresent();
      }
      assertThat(Json.parse(MessagesFromChat.body(request))).isPresent();
    } catch (MalformedRequest refused) {
      assertThat(refused.path()).isNotEmpty();
    }
  }

  @Property(tries = 1500)
  void aMessagesRequestIsReadOrRefused(
      @ForAll @IntRange(max = 300) int place, @ForAll("values") String value) {
    byte[] body = Json.bytes(mutated(MESSAGES, place, value));
    try {
      MessagesRequest request = MessagesRequest.parse(body);
      request.thinkingWanted();
      request.maxTokens();
      for (ReasoningReplay replay : ReasoningReplay.values()) {
        assertThat(request.toChat(new Translation(replay, true)).messageCount()).isPositive();
      }
    } catch (MalformedRequest refused) {
      assertThat(refused.path()).isNotEmpty();
    }
  }

  @Property(tries = 1500)
  void aResponsesRequestIsReadOrRefused(
      @ForAll @IntRange(max = 300) int place, @ForAll("values") String value) {
    byte[] body = Json.bytes(mutated(RESPONSES, place, value));
    try {
      ResponsesRequest request = ResponsesRequest.parse(body);
      for (ReasoningReplay replay : ReasoningReplay.values()) {
        assertThat(request.toChat(replay, true).messageCount()).isPositive();
      }
      ResponsesStreamWriter writer = new ResponsesStreamWriter(request.frame(1), () -> "t");
      ResponsesReply reply = new ResponsesReply(request.frame(1), () -> "t");
      for (Delta delta :
          List.of(
              new Delta.Reasoning("r"),
              new Delta.CallStart(0, "i", "mcp__g__f"),
              new Delta.CallArguments(0, "{}"),
              new Delta.Ended(Finish.TOOL_CALLS))) {
        writer.write(delta).forEach(e -> assertThat(Json.parse(e.data())).isPresent());
        reply.add(delta);
      }
      assertThat(reply.whole().path("output")).hasSize(2);
    } catch (MalformedRequest refused) {
      assertThat(refused.path()).isNotEmpty();
    }
  }

  @Property(tries = 1500)
  void aChatStreamIsReadOrRefused(
      @ForAll("chats") String name,
      @ForAll @IntRange(max = 40) int event,
      @ForAll @IntRange(max = 60) int place,
      @ForAll("values") String value) {
    List<SseEvent> events = mutated(Capture.named(name).events(), event, place, value);
    ChatReply reply = new ChatReply(new Delta.Opened("i", "m"), () -> "t");
    ChatReplyCollector collector = new ChatReplyCollector();
    ChatStreamRelay relay = new ChatStreamRelay(new ChatStreamOptions(false, false));
    ChatStreamWriter writer =
        new ChatStreamWriter(
            new Delta.Opened("i", "m"), new ChatStreamOptions(true, true), () -> "t");
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    try {
      for (SseEvent e : events) {
        for (Delta delta : reader.read(e.data())) {
          reply.add(delta);
          writer.write(delta).forEach(d -> assertThat(Json.parse(d)).isPresent());
        }
        relay.rewrite(e.data()).forEach(d -> assertThat(Json.parse(d)).isPresent());
        collector.add(e.data());
      }
      reply.whole();
      collector.whole();
    } catch (MalformedReply refused) {
      assertThat(refused).hasMessageContaining(" ");
    }
  }

  @Property(tries = 1000)
  void aMessagesStreamIsReadOrRefused(
      @ForAll("messages") String name,
      @ForAll @IntRange(max = 40) int event,
      @ForAll @IntRange(max = 20) int place,
      @ForAll("values") String value) {
    List<SseEvent> events = mutated(Capture.named(name).events(), event, place, value);
    MessagesReplySettings settings = new MessagesReplySettings("", true, 1);
    MessagesReply reply = new MessagesReply(settings, () -> "t");
    MessagesStreamWriter writer = new MessagesStreamWriter(settings, () -> "t");
    MessagesChunkReader reader = new MessagesChunkReader(() -> "t");
    try {
      for (SseEvent e : events) {
        for (Delta delta : reader.read(e)) {
          reply.add(delta);
          writer.write(delta).forEach(d -> assertThat(Json.parse(d.data())).isPresent());
        }
      }
      reply.whole();
    } catch (MalformedReply refused) {
      assertThat(refused).hasMessageContaining(" ");
    }
  }

  @Property(tries = 300)
  void aModelListIsReadWhateverItHolds(
      @ForAll @IntRange(max = 60) int place, @ForAll("values") String value) {
    JsonNode list =
        mutated(
            "{\"data\":[{\"id\":\"a\",\"created\":1,\"created_at\":\"2026-01-01T00:00:00Z\"},{\"id\":\"b\"}]}",
            place,
            value);
    assertThat(ModelList.toAnthropic(list).path("data").isArray()).isTrue();
    assertThat(ModelList.toOpenAi(list).path("data").isArray()).isTrue();
  }

  @Property(tries = 60)
  void splittingAStreamAnywhereGivesTheSameDeltas(
      @ForAll("chats") String name, @ForAll @IntRange(min = 1, max = 900) int piece)
      throws MalformedReply {
    byte[] bytes = Capture.named(name).body();
    assertThat(deltas(bytes, piece)).isEqualTo(deltas(bytes, bytes.length));
  }

  private static List<Delta> deltas(byte[] bytes, int piece) throws MalformedReply {
    SseParser parser = new SseParser();
    List<SseEvent> events = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
      parser.feed(bytes, at, Math.min(piece, bytes.length - at), events::add);
    }
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    List<Delta> deltas = new ArrayList<>();
    for (SseEvent event : events) {
      deltas.addAll(reader.read(event.data()));
    }
    return deltas;
  }

  private static List<SseEvent> mutated(List<SseEvent> events, int event, int place, String value) {
    List<SseEvent> changed = new ArrayList<>(events);
    SseEvent chosen = changed.get(event % changed.size());
    if (chosen.data().startsWith("{")) {
      changed.set(
          event % changed.size(),
          new SseEvent(chosen.type(), Json.text(mutated(chosen.data(), place, value))));
    }
    return changed;
  }

  /** The JSON with the value at one place replaced. */
  private static JsonNode mutated(String json, int place, String value) {
    JsonNode root = Json.parse(json).orElseThrow();
    List<Runnable> changes = new ArrayList<>();
    collect(root, Json.parse(value).orElseThrow(), changes);
    changes.get(place % changes.size()).run();
    return root;
  }

  private static void collect(JsonNode node, JsonNode value, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                changes.add(() -> object.set(field.getKey(), value));
                collect(field.getValue(), value, changes);
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        changes.add(() -> array.set(at, value));
        collect(array.get(i), value, changes);
      }
    }
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(VALUES);
  }

  @Provide
  Arbitrary<String> chats() {
    return Arbitraries.of(
        "chat-text-stream-usage",
        "chat-tools-stream",
        "chat-think-stream",
        "chat-stream-timings-progress",
        "pair-logprobs-stream");
  }

  @Provide
  Arbitrary<String> messages() {
    return Arbitraries.of(
        "anthropic-messages-stream",
        "anthropic-messages-think-stream",
        "anthropic-messages-tools-stream");
  }
}
