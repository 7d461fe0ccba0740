package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.backend.BackendKind;
import dev.hearth.testing.RawHttp;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that speaks Messages signs its thinking and sends blocks of its own making. */
class SignedThinkingTest {
  private static final String WANTED =
      "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000},";
  private static final String TOOLS = "\"tools\":" + Bodies.ANTHROPIC_TOOLS;

  private static final String START =
      """
      {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"m","content":[],"stop_reason":null,"stop_sequence":null,\
      "usage":{"input_tokens":9,"output_tokens":1}}}\
      """;

  private static final List<String> THOUGHTS =
      List.of(
          "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'','signature':''}}",
          "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'Let"
              + " me '}}",
          "{'type':'ping'}",
          "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'see.'}}",
          "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'c2ln+/=='}}",
          "{'type':'content_block_stop','index':0}",
          "{'type':'content_block_start','index':1,'content_block':{'type':'redacted_thinking','data':'SECRET'}}",
          "{'type':'content_block_stop','index':1}",
          "{'type':'content_block_start','index':2,'content_block':{'type':'thinking','thinking':'','signature':''}}",
          "{'type':'content_block_delta','index':2,'delta':{'type':'signature_delta','signature':'hidden'}}",
          "{'type':'content_block_stop','index':2}",
          "{'type':'content_block_start','index':3,'content_block':{'type':'server_tool_use','id':'srv_1','name':'web_search','input':{}}}",
          "{'type':'content_block_delta','index':3,'delta':{'type':'input_json_delta','partial_json':'{\\\"query\\\":'}}",
          "{'type':'content_block_delta','index':3,'delta':{'type':'input_json_delta','partial_json':'\\\"fire\\\"}'}}",
          "{'type':'content_block_stop','index':3}",
          "{'type':'content_block_start','index':4,'content_block':{'type':'web_search_tool_result','tool_use_id':'srv_1','content':[{'type':'web_search_result','url':'https://example.com/'}]}}",
          "{'type':'content_block_stop','index':4}",
          "{'type':'content_block_start','index':5,'content_block':{'type':'text','text':''}}",
          "{'type':'content_block_delta','index':5,'delta':{'type':'text_delta','text':'Here it"
              + " is.'}}",
          "{'type':'content_block_stop','index':5}");

  private static List<String> call(String arguments) {
    return List.of(
        "{'type':'content_block_start','index':6,'content_block':{'type':'tool_use','id':'toolu_1','name':'read_file','input':{}}}",
        "{'type':'content_block_delta','index':6,'delta':{'type':'input_json_delta','partial_json':'"
            + arguments
            + "'}}",
        "{'type':'content_block_stop','index':6}");
  }

  private static List<String> end(String reason) {
    return List.of(
        "{'type':'message_delta','delta':{'stop_reason':'"
            + reason
            + "','stop_sequence':null},'usage':{'output_tokens':40}}",
        "{'type':'message_stop'}");
  }

  @SafeVarargs
  private static void say(ScriptedBackend.Wire wire, List<String>... parts) throws Exception {
    wire.openStream();
    List<String> all = new ArrayList<>(List.of(START));
    for (List<String> part : parts) {
      part.forEach(line -> all.add(line.replace('\'', '"')));
    }
    for (String data : all) {
      String type = Json.parse(data).orElseThrow().path("type").asText();
      wire.chunk("event: " + type + "\ndata: " + data + "\n\n");
    }
    wire.raw("0\r\n\r\n");
  }

  private static ProxyFixture before(ScriptedBackend backend) throws Exception {
    return ProxyFixture.to(backend.url(), c -> c, b -> b.withKind(BackendKind.ANTHROPIC));
  }

  /** Blocks as a client puts them together. */
  private static List<JsonNode> content(ProxyFixture proxy, boolean streamed, String more)
      throws Exception {
    if (!streamed) {
      RawHttp.Response response = proxy.post("/v1/messages", Bodies.messages("Hi", more));
      assertThat(response.status()).as(response.text()).isEqualTo(200);
      List<JsonNode> blocks = new ArrayList<>();
      Json.parse(response.body()).orElseThrow().path("content").forEach(blocks::add);
      return blocks;
    }
    StreamedBlocks blocks = new StreamedBlocks();
    proxy.stream("/v1/messages", Bodies.messages("Hi", "\"stream\":true," + more))
        .forEach(event -> blocks.add(event.name(), Json.parse(event.data()).orElseThrow()));
    assertThat(blocks.ended()).isTrue();
    return blocks.all();
  }

  private static void signed(List<JsonNode> blocks) {
    assertThat(blocks.stream().map(block -> block.path("type").asText()))
        .startsWith(
            "thinking",
            "redacted_thinking",
            "thinking",
            "server_tool_use",
            "web_search_tool_result",
            "text");
    assertThat(blocks.get(0).path("thinking").asText()).isEqualTo("Let me see.");
    assertThat(blocks.get(0).path("signature").asText()).isEqualTo("c2ln+/==");
    assertThat(blocks.get(1).path("data").asText()).isEqualTo("SECRET");
    assertThat(blocks.get(2).path("thinking").asText()).isEmpty();
    assertThat(blocks.get(2).path("signature").asText()).isEqualTo("hidden");
    assertThat(blocks.get(3).path("input").path("query").asText()).isEqualTo("fire");
    assertThat(blocks.get(4).path("content").path(0).path("url").asText())
        .isEqualTo("https://example.com/");
    assertThat(blocks.get(5).path("text").asText()).isEqualTo("Here it is.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void survivesTheGuardInItsPlace(boolean streamed) throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) ->
                    say(wire, THOUGHTS, call("{\\\"path\\\":\\\"a\\\"}"), end("tool_use")));
        ProxyFixture proxy = before(backend)) {
      List<JsonNode> blocks = content(proxy, streamed, WANTED + TOOLS);
      signed(blocks);
      assertThat(blocks).hasSize(7);
      assertThat(blocks.get(6).path("name").asText()).isEqualTo("read_file");
      assertThat(blocks.get(6).path("input").path("path").asText()).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isHandedOnWordForWordWhereNothingIsGuarded(boolean streamed) throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start((request, wire) -> say(wire, THOUGHTS, end("pause_turn")));
        ProxyFixture proxy = before(backend)) {
      List<JsonNode> blocks = content(proxy, streamed, WANTED + "\"temperature\":1");
      signed(blocks);
      assertThat(blocks).hasSize(6);
      if (streamed) {
        List<RawHttp.Event> events = proxy.stream("/v1/messages", Bodies.messagesStream("Hi"));
        assertThat(events.getFirst().data()).isEqualTo(START);
        assertThat(events).anyMatch(event -> event.name().equals("ping"));
        assertThat(events.get(events.size() - 2).data()).contains("pause_turn");
        assertThat(events.getLast().name()).isEqualTo("message_stop");
      }
    }
  }

  @Test
  void goesBackToItsServerWithACorrection() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) ->
                    say(
                        wire,
                        THOUGHTS,
                        call(
                            request.text().contains("tool_result")
                                ? "{\\\"path\\\":\\\"a\\\"}"
                                : "{\\\"path\\\":{}}"),
                        end("tool_use")));
        ProxyFixture proxy = before(backend)) {
      List<JsonNode> blocks = content(proxy, true, WANTED + TOOLS);
      signed(blocks);
      assertThat(blocks.getLast().path("input").path("path").asText()).isEqualTo("a");
      JsonNode turn =
          Json.parse(backend.requests().getLast().text()).orElseThrow().path("messages").path(1);
      assertThat(turn.path("role").asText()).isEqualTo("assistant");
      assertThat(turn.path("content").findValuesAsText("type"))
          .startsWith("thinking", "redacted_thinking", "thinking")
          .endsWith("tool_use");
      assertThat(turn.path("content").path(0).path("signature").asText()).isEqualTo("c2ln+/==");
      assertThat(turn.path("content").path(1).path("data").asText()).isEqualTo("SECRET");
    }
  }

  @Test
  void aPausedTurnIsNoEmptyReply() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> say(wire, THOUGHTS.subList(11, 15), end("pause_turn")));
        ProxyFixture proxy = before(backend)) {
      RawHttp.Response response = proxy.post("/v1/messages", Bodies.messages("Hi", TOOLS));
      JsonNode reply = Json.parse(response.body()).orElseThrow();
      assertThat(reply.path("stop_reason").asText()).isEqualTo("pause_turn");
      assertThat(reply.path("content").path(0).path("type").asText()).isEqualTo("server_tool_use");
      assertThat(backend.requests()).hasSize(1);
    }
  }

  @Test
  void readsAReplyInOnePiece() throws Exception {
    String whole =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[\
        {"type":"thinking","thinking":"Hm.","signature":"sig"},\
        {"type":"tool_use","id":"toolu_1","name":"read_file","input":{"path":"a"}}],\
        "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":4}}\
        """;
    try (ScriptedBackend backend = ScriptedBackend.start((request, wire) -> wire.json(200, whole));
        ProxyFixture proxy = before(backend)) {
      List<JsonNode> blocks = content(proxy, false, WANTED + TOOLS);
      assertThat(blocks.get(0).path("signature").asText()).isEqualTo("sig");
      assertThat(blocks.get(1).path("input").path("path").asText()).isEqualTo("a");
    }
  }
}
