package dev.hearth.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {
  private static final String AWKWARD =
      "{\"temperature\":1.10, \"seed\" : -0.0,\"x\":1,\"x\":2, \"messages\" :["
          + " {\"role\":\"user\",\"content\":\"\\u00e9\\/ 漢\"}"
          + " ],\"big\":123456789012345678901234567890 ,\"stream\":true}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | ``",
        "[] | ``",
        "{\"messages\":[ | ``",
        "{\"messages\":[{\"role\":\"user\"}]} x | ``",
        "{} | messages",
        "{\"messages\":null} | messages",
        "{\"messages\":[]} | messages",
        "{\"messages\":\"hi\"} | messages",
        "{\"messages\":[{\"role\":\"user\"},4]} | messages[1]",
        "{\"model\":4,\"messages\":[{}]} | model",
        "{\"stream\":\"yes\",\"messages\":[{}]} | stream",
        "{\"tools\":{},\"messages\":[{}]} | tools",
        "{\"tools\":[\"a\"],\"messages\":[{}]} | tools[0]",
      })
  void refusesWhatIsWrongAndNamesIt(String body, String path) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOfSatisfying(
            MalformedRequest.class,
            e -> {
              assertThat(e.path()).isEqualTo(path);
              assertThat(e).message().startsWith(path).hasSizeGreaterThan(path.length() + 10);
            });
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin =
        "{\"messages\":[{\"content\":\"\u00e9\"}]}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "{\"messages\":[{}]}".getBytes(StandardCharsets.UTF_16LE);
    for (byte[] body : List.of(latin, wide)) {
      assertThatThrownBy(() -> ChatRequest.parse(body))
          .isInstanceOf(MalformedRequest.class)
          .hasMessageContaining("UTF-8");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":null,\"stream\":null,\"tools\":null,\"messages\":[{\"role\":\"wizard\",\"content\":null}]}",
        "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"arguments\":\"{bad\"}}]}]}",
        "{\"messages\":[{}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":null,"
            + "\"parameters\":{\"type\":[\"integer\",\"null\"],\"enum\":[],\"items\":[true,{}]}}}]}",
      })
  void toleratesWhatRealClientsSend(String body) throws MalformedRequest {
    ChatRequest request = parse(body);
    assertThat(request.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(request.model()).isEmpty();
    assertThat(request.streaming()).isFalse();
  }

  @Test
  void readsWhatTheProxyNeeds() throws MalformedRequest {
    ChatRequest request =
        parse(
            "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"n\":3,"
                + "\"parallel_tool_calls\":false,\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"b\"}},"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"description\":\"A\"}},"
                + "{\"type\":\"web_search\"},{\"type\":\"function\",\"function\":{\"name\":\"b\",\"parameters\":true}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"one\"},\"two\"]},"
                + "{\"role\":\"assistant\",\"content\":\"x\"}]}");
    assertThat(request.model()).isEqualTo("m");
    assertThat(request.streaming()).isTrue();
    assertThat(request.usageWanted()).isTrue();
    assertThat(request.choices()).isEqualTo(3);
    assertThat(request.messageCount()).isEqualTo(2);
    assertThat(request.lastUserText()).isEqualTo("one\ntwo");
    assertThat(request.offer().tools()).extracting("name").containsExactly("a", "b");
    assertThat(request.offer().choice()).isEqualTo(new ToolChoice.Named("b"));
    assertThat(request.offer().parallel()).isFalse();
    assertThat(request.field("n")).isPresent();
    assertThat(request.field("missing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"none\" | None",
        "\"auto\" | Auto",
        "\"required\" | Required",
        "\"any\" | Required",
        "null | Auto",
        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}"
            + " | Required",
      })
  void readsEveryFormOfToolChoice(String choice, String expected) throws MalformedRequest {
    ChatRequest request =
        parse(
            "{\"messages\":[{}],\"tool_choice\":"
                + choice
                + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}");
    assertThat(request.offer().choice().getClass().getSimpleName()).isEqualTo(expected);
    assertThat(request.offer().tools()).hasSize(1);
  }

  @Test
  void changesOnlyTheBytesConcerned() throws MalformedRequest {
    ChatRequest request = parse(AWKWARD);
    assertThat(text(request)).isEqualTo(AWKWARD);
    assertThat(text(request.with("stream", BooleanNode.FALSE)))
        .isEqualTo(AWKWARD.replace("\"stream\":true", "\"stream\":false"));
    assertThat(text(request.without("stream"))).isEqualTo(AWKWARD.replace(" ,\"stream\":true", ""));
    assertThat(text(request.without("absent"))).isEqualTo(AWKWARD);
    assertThat(
            text(
                request.appending(
                    List.of(Json.object().put("role", "user").put("content", "more")))))
        .isEqualTo(AWKWARD.replace("漢\"} ]", "漢\"},{\"role\":\"user\",\"content\":\"more\"} ]"));
    assertThat(request.with(Map.of("model", new TextNode("q")), Set.of("seed")).model())
        .isEqualTo("q");
  }

  @Test
  void anAppendedRequestKnowsItsNewMessages() throws MalformedRequest {
    ChatRequest more =
        parse(AWKWARD).appending(List.of(Json.object().put("role", "user").put("content", "more")));
    assertThat(more.messageCount()).isEqualTo(2);
    assertThat(more.lastUserText()).isEqualTo("more");
    assertThat(more.messages()).hasSize(2);
  }

  @Test
  void takesEarlierThinkingOutAsThePolicySays() throws MalformedRequest {
    String first = "{\"role\":\"assistant\",\"reasoning_content\":\"r1\",\"content\":\"1\"}";
    String last =
        "{\"reasoning\":\"r2\","
            + " \"role\":\"assistant\",\"content\":\"2.\\u0030\",\"reasoning_text\":\"t\"}";
    String user = "{\"role\":\"user\",\"content\":\"hi\",\"reasoning\":\"kept\"}";
    String body = "{\"messages\":[" + user + " ," + first + "," + last + "]}";
    ChatRequest request = parse(body);
    String bare = "{\"role\":\"assistant\",\"content\":\"1\"}";
    String bareLast = "{\"role\":\"assistant\",\"content\":\"2.\\u0030\"}";
    assertThat(text(request.replaying(ReasoningReplay.FULL))).isEqualTo(body);
    assertThat(text(request.replaying(ReasoningReplay.KEEP_LAST)))
        .isEqualTo("{\"messages\":[" + user + " ," + bare + "," + last + "]}");
    assertThat(text(request.replaying(ReasoningReplay.NONE)))
        .isEqualTo("{\"messages\":[" + user + " ," + bare + "," + bareLast + "]}");
  }

  private static ChatRequest parse(String body) throws MalformedRequest {
    return ChatRequest.parse(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ChatRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }
}
