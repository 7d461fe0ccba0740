package dev.hearth.desk.traffic.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.wire.ToolCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesModelsTest {
  private static final List<String> STREAM =
      List.of(
          "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"type\":\"reasoning\"}}",
          "{\"type\":\"response.reasoning_summary_text.delta\",\"output_index\":0,\"delta\":\"hm\"}",
          "{\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"message\"}}",
          "{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":\"Hel\"}",
          "{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":\"lo\"}",
          "{\"type\":\"response.output_text.done\",\"output_index\":1,\"text\":\"Hello\"}",
          "{\"type\":\"response.output_item.added\",\"output_index\":2,\"item\":"
              + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"ls\",\"arguments\":\"\"}}",
          "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":2,\"delta\":\"{}\"}",
          "{\"type\":\"response.completed\",\"response\":{\"output\":[]}}");

  @Test
  void codexsRequestBecomesCardsWithResultsBesideTheirCalls() throws Exception {
    List<Card> cards = MessageCards.of(codex(), 4);
    assertThat(cards)
        .extracting(c -> c.getClass().getSimpleName())
        .containsExactly("Speech", "Speech", "Speech", "Speech", "Thought", "Call");
    assertThat(((Card.Thought) cards.get(4)).text()).isEqualTo("raw");
    Card.Call call = (Card.Call) cards.getLast();
    assertThat(call.name()).isEqualTo("exec_command");
    assertThat(call.result()).endsWith("hi\n");
    assertThat(call.fresh()).isTrue();
    assertThat(((Card.Speech) cards.get(3)).fresh()).isFalse();
  }

  @Test
  void groupedToolsGoByTheNamesTheModelIsShown() throws Exception {
    assertThat(OfferedTools.of(Script.of("x").understood(1, codex().text()).exchange()))
        .extracting(OfferedTools.Tool::name)
        .contains("exec_command", "multi_agent_v1__spawn_agent", "web_search");
  }

  @Test
  void theClientsStreamIsReadOnce() {
    Script script = Script.of("x").received(0).understood(1, "{}").sent(2).answered(3, 200);
    ClientReply reply = new ClientReply();
    for (int i = 0; i < STREAM.size(); i++) {
      script.client(4 + i, STREAM.get(i));
      reply.read(script.exchange().answer());
    }
    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.calls()).containsExactly(new ToolCall("c", "ls", "{}"));
    assertThat(Outcome.of(script.exchange()))
        .isEqualTo(new Outcome("Hello", "hm", List.of(new ToolCall("c", "ls", "{}"))));
  }

  private static Payload codex() throws IOException {
    try (InputStream in =
        ResponsesModelsTest.class.getResourceAsStream("/clients/codex-0.169-second-turn.json")) {
      return Payload.json(in.readAllBytes());
    }
  }
}
