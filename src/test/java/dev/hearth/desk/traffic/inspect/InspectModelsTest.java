package dev.hearth.desk.traffic.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.desk.controls.Highlight;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectModelsTest {
  private static Payload body(String json) {
    return Payload.json(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void openAiMessagesBecomeCardsWithResultsBesideTheirCalls() {
    List<Card> cards =
        MessageCards.of(
            body(
                """
                {"messages":[{"role":"system","content":"Be kind."},
                {"role":"user","content":[{"type":"text","text":"Look"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
                {"role":"assistant","content":null,"tool_calls":[{"id":"c1","function":{"name":"read_file","arguments":"{\\"path\\":\\"a\\"}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"text of a"}]}
                """),
            2);
    assertThat(cards).hasSize(3);
    Card.Speech user = (Card.Speech) cards.get(1);
    assertThat(user.pictures()).containsExactly(new Card.Picture("image/png", "AAAA", ""));
    assertThat(user.fresh()).isFalse();
    Card.Call call = (Card.Call) cards.get(2);
    assertThat(call.result()).isEqualTo("text of a");
    assertThat(call.answered()).isTrue();
    assertThat(call.fresh()).as("the session's previous request had two messages").isTrue();
  }

  @Test
  void anthropicBlocksBecomeTheSameCards() {
    List<Card> cards =
        MessageCards.of(
            body(
                """
                {"system":"Be kind.","messages":[{"role":"user","content":"hello"},
                {"role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"I look."},{"type":"tool_use","id":"t1","name":"ls","input":{"dir":"."}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":[{"type":"text","text":"denied"}]}]}]}
                """),
            1);
    assertThat(cards)
        .extracting(c -> c.getClass().getSimpleName())
        .containsExactly("Speech", "Speech", "Thought", "Speech", "Call");
    Card.Call call = (Card.Call) cards.getLast();
    assertThat(call.failed()).isTrue();
    assertThat(call.result()).isEqualTo("denied");
    assertThat(call.fresh()).isTrue();
    assertThat(((Card.Speech) cards.get(1)).fresh()).isFalse();
  }

  @Test
  void theClientsStreamIsReadInBothDialectsOnceAsItGrows() {
    Script script = Script.of("x").received(0).understood(1, "{}").sent(2).answered(3, 200);
    script.client(4, Script.chunk("Hel"));
    ClientReply reply = new ClientReply();
    reply.read(script.exchange().answer());
    script.client(5, Script.chunk("lo"));
    script.client(
        6,
        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"ls\"}}");
    script.client(
        7,
        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}");
    reply.read(script.exchange().answer());
    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.calls()).containsExactly(new ToolCall("t", "ls", "{}"));
  }

  @Test
  void theOffendingPartIsMarkedBehindItsOwnKey() {
    String arguments = "{\"name\":\"fast\",\"mode\":\"fast\"}";
    Exchange exchange =
        Script.of("x")
            .received(0)
            .understood(1, "{}", "run")
            .sent(2)
            .judged(
                3,
                Decision.NUDGED,
                "",
                List.of(new ToolCall("c", "run", arguments)),
                new Finding("SCHEMA", "run", "/mode", "no", "fast", List.of("slow"), false))
            .exchange();
    Evidence evidence = Evidence.of(exchange.attempts().getFirst());
    Highlight.Span mark = evidence.marks().getFirst();
    assertThat(evidence.text().substring(mark.from(), mark.to())).isEqualTo("fast");
    assertThat(mark.from()).isGreaterThan(evidence.text().indexOf("mode"));
  }

  @Test
  void argumentsAreTickedAgainstTheSchema() {
    JsonNode schema =
        Json.parse(
                """
                {"type":"object","properties":{"path":{"type":"string"},"n":{"type":"integer"},"mode":{"enum":["a","b"]}},
                "required":["path","mode"],"additionalProperties":false}
                """)
            .orElseThrow();
    assertThat(OfferedTools.ticks(schema, "{\"n\":1.5,\"mode\":\"c\",\"x\":1}"))
        .extracting(t -> t.name() + " " + t.fits() + " " + t.why())
        .containsExactly(
            "path false is required and missing",
            "n false should be integer",
            "mode false should be one of [\"a\",\"b\"]",
            "x false the schema knows no such property");
    assertThat(OfferedTools.ticks(schema, "{\"path\":\"p\",\"n\":2.0,\"mode\":\"a\"}"))
        .allMatch(OfferedTools.Tick::fits);
  }

  @Test
  void streamLinesKnowTheirGapsAndStalls() {
    Script script = Script.of("x").received(0).understood(1, "{}").sent(2).firstToken(10);
    for (int i = 0; i < 10; i++) {
      script.backend(10 + i * 10, Script.chunk("w"));
    }
    StreamLines lines = new StreamLines();
    lines.read(script.exchange());
    script.backend(600, Script.chunk("late"));
    assertThat(lines.read(script.exchange())).hasSize(1);
    StreamLines.Line late = lines.all().getLast();
    assertThat(late.gap()).isEqualTo(500_000_000L);
    assertThat(late.stalled(lines.stall())).isTrue();
    assertThat(lines.all()).filteredOn(l -> l.stalled(lines.stall())).hasSize(1);
    assertThat(lines.strip(script.exchange()).blocks())
        .extracting(b -> b.label())
        .contains("prefill", "stall");
  }

  @Test
  void fencedCodeIsToldFromProse() {
    assertThat(MarkedText.parts("Look:\n```java\nint a;\n```\nDone."))
        .containsExactly(
            new MarkedText.Part("Look:", false),
            new MarkedText.Part("int a;", true),
            new MarkedText.Part("Done.", false));
  }
}
