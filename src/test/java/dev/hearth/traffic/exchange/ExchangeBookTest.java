package dev.hearth.traffic.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeBookTest {
  private final Conversations conversations = new Conversations();

  @Test
  void listsExchangesInOrderAndSaysWhatChanged() {
    ExchangeBook book = new ExchangeBook(100, 1 << 20, conversations);
    assertThat(book.apply(Script.retried("a"))).containsExactly("a");
    assertThat(book.apply(Script.retried("b"))).containsExactly("b");
    assertThat(book.all()).extracting(Exchange::id).containsExactly("a", "b");
    assertThat(book.find("a").orElseThrow().summary().verdict()).isEqualTo(Verdict.NUDGED);
    assertThat(book.find("zzz")).isEmpty();
    assertThat(book.apply(List.of(Script.retried("c").getLast()))).isEmpty();
  }

  @Test
  void oldFinishedExchangesLoseDetailThenTheirRowAndLiveOnesNothing() {
    ExchangeBook book = new ExchangeBook(5, 10_000, conversations);
    String body = "{\"x\":\"" + "y".repeat(3000) + "\"}";
    book.apply(Script.of("live").received(0).understood(1, body).events());
    for (int i = 0; i < 8; i++) {
      book.apply(Script.of("x" + i).received(0).understood(1, body).finished(2, 1, 1).events());
    }
    assertThat(book.all()).extracting(Exchange::id).containsExactly("live", "x4", "x5", "x6", "x7");
    assertThat(book.slimmed("x4")).isTrue();
    assertThat(book.find("x4").orElseThrow().request().cut()).isTrue();
    assertThat(book.find("x4").orElseThrow().request().fullSize()).isEqualTo(body.length());
    assertThat(book.slimmed("x7")).isFalse();
    assertThat(book.find("live").orElseThrow().request().text()).isEqualTo(body);
    book.clear();
    assertThat(book.all()).extracting(Exchange::id).containsExactly("live");
  }

  @Test
  void turnsOfOneTalkBelongTogether() {
    assertThat(of("1", talk("system:now 12:00", "user:hello"))).isEqualTo("1");
    assertThat(of("2", talk("system:now 12:01", "user:hello", "assistant:hi", "user:more")))
        .isEqualTo("1");
    assertThat(of("3", talk("user:hello", "assistant:hi", "user:more", "assistant:ok", "user:x")))
        .isEqualTo("1");
    assertThat(of("4", talk("user:something else"))).isEqualTo("4");
    assertThat(of("5", talk("user:something else", "assistant:sure", "user:go on"))).isEqualTo("4");
    assertThat(of("6", "not json")).isEmpty();
  }

  @Test
  void movingCacheMarksAndBlockShapesDoNotSplitATalk() {
    String first =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hello\",\"cache_control\":{\"type\":\"ephemeral\"}}]}]}";
    assertThat(of("1", first)).isEqualTo("1");
    assertThat(of("2", talk("user:hello", "assistant:hi", "user:more"))).isEqualTo("1");
  }

  @Test
  void aTalkWhoseBeginningWasDroppedGoesOn() {
    String reply = "I have looked at all the files and found that the parser is wrong. ".repeat(2);
    assertThat(of("1", talk("user:hello"))).isEqualTo("1");
    assertThat(of("2", talk("user:hello", "assistant:" + reply, "user:mend it"))).isEqualTo("1");
    assertThat(of("3", talk("assistant:" + reply, "user:mend it", "assistant:ok", "user:good")))
        .isEqualTo("1");
    assertThat(of("4", talk("user:hi", "assistant:ok", "user:good"))).isEqualTo("4");
  }

  @Test
  void aSessionIdDecides() {
    Turns turns = Turns.of(Payload.json(talk("user:hello").getBytes(StandardCharsets.UTF_8)));
    assertThat(
            conversations
                .place("9", new Caller("codex", "", "", "session-7"), turns)
                .conversation())
        .isEqualTo("session-7");
  }

  private String of(String id, String body) {
    return conversations
        .place(
            id,
            new Caller("curl", "", "", ""),
            Turns.of(Payload.json(body.getBytes(StandardCharsets.UTF_8))))
        .conversation();
  }

  static String talk(String... messages) {
    StringBuilder json = new StringBuilder("{\"messages\":[");
    for (String message : messages) {
      String[] parts = message.split(":", 2);
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append("{\"role\":\"")
          .append(parts[0])
          .append("\",\"content\":\"")
          .append(parts[1])
          .append("\"}");
    }
    return json.append("]}").toString();
  }
}
