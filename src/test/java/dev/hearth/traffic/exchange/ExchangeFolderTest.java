package dev.hearth.traffic.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Stamp;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeFolderTest {
  private static final long MS = 1_000_000;

  @Test
  void tellsTheWholeStoryOfARetriedRequest() {
    Exchange exchange = Script.fold(Script.retried("x1"));
    ExchangeSummary row = exchange.summary();

    assertThat(row.phase()).isEqualTo(Phase.DONE);
    assertThat(row.status()).isEqualTo(200);
    assertThat(row.attempts()).isEqualTo(2);
    assertThat(row.verdicts()).containsExactly(Verdict.NUDGED, Verdict.PASSED);
    assertThat(row.verdict()).isEqualTo(Verdict.NUDGED);
    assertThat(row.rules()).containsExactly("PROSE_INSTEAD_OF_CALL");
    assertThat(row.toolsCalled()).containsExactly("read_file");
    assertThat(row.asked().tools()).containsExactly("read_file", "edit_file");
    assertThat(row.ttftNanos()).isEqualTo(60 * MS);
    assertThat(row.conversation()).isEqualTo("x1");
    assertThat(exchange.said()).isEqualTo("read the readme please");
    assertThat(row.contextPercent()).isEqualTo(100.0 * 1050 / 4096);
    // 49 tokens after the first, from 90 to 121 ms.
    assertThat(row.tokensPerSecond()).isCloseTo(49 / 0.031, within(0.01));

    Attempt first = exchange.attempts().getFirst();
    assertThat(first.output()).isEqualTo("I will just talk");
    assertThat(first.nudge().messages()).hasSize(1);
    assertThat(first.nudge().used()).isEqualTo(1);
    assertThat(first.prefill()).isEqualTo(new Progress(100, 20, 60, 30));
    Attempt second = exchange.attempts().getLast();
    assertThat(second.judgement().accepted().getFirst().name()).isEqualTo("read_file");
    assertThat(second.held())
        .containsExactly(new HeldSpan(91 * MS, 120 * MS, "a call to read_file", 12, false));
    assertThat(second.ttftNanos()).hasValue(15 * MS);
  }

  @Test
  void everyMomentBelongsToOnePhase() {
    Timings t = Script.fold(Script.retried("x1")).summary().timings();
    assertThat(t)
        .isEqualTo(new Timings(2 * MS, 8 * MS, 0, 15 * MS, 11 * MS, 29 * MS, 65 * MS, 130 * MS));
    assertThat(
            t.reading()
                + t.queued()
                + t.waiting()
                + t.prefill()
                + t.streaming()
                + t.held()
                + t.retrying())
        .isEqualTo(t.total());
  }

  @Test
  void showsTheReplyGrowingInEitherDialect() {
    Script script =
        Script.of("x")
            .received(0)
            .understood(1, "{}")
            .sent(2)
            .firstToken(5)
            .backend(5, Script.chunk("Hel"))
            .backend(6, Script.chunk("lo"))
            .backend(7, "{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}")
            .backend(
                8,
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"ls\",\"arguments\":\"{\\\"a\\\"\"}}]}}]}")
            .backend(
                9,
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}}]}");
    Attempt openAi = script.exchange().attempts().getFirst();
    assertThat(openAi.output()).isEqualTo("Hello");
    assertThat(openAi.reasoning()).isEqualTo("hm");
    assertThat(openAi.produced()).containsExactly(new ToolCall("c", "ls", "{\"a\":1}"));
    assertThat(script.exchange().summary().toolsCalled()).containsExactly("ls");
    assertThat(script.exchange().summary().tokensPerSecond()).isPositive();
    assertThat(script.exchange().summary().phase()).isEqualTo(Phase.STREAMING);

    Attempt anthropic =
        Script.of("y")
            .received(0)
            .sent(2)
            .firstToken(5)
            .backend(
                5,
                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"ls\"}}")
            .backend(
                6,
                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"partial_json\":\"{}\"}}")
            .backend(
                7, "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"hi\"}}")
            .backend(8, "[DONE]")
            .backend(9, "{broken")
            .exchange()
            .attempts()
            .getFirst();
    assertThat(anthropic.output()).isEqualTo("hi");
    assertThat(anthropic.produced()).containsExactly(new ToolCall("t", "ls", "{}"));
  }

  @Test
  void aSnapshotStaysAsItWas() {
    List<Event> events = Script.retried("x");
    ExchangeFolder folder = new ExchangeFolder("x", new Conversations());
    List<Exchange> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (Event event : events) {
      folder.apply(event);
      seen.add(folder.exchange());
      sizes.add(eventCount(folder.exchange()));
      assertThat(folder.exchange()).isSameAs(folder.exchange());
    }
    for (int i = 0; i < seen.size(); i++) {
      assertThat(eventCount(seen.get(i))).isEqualTo(sizes.get(i));
    }
  }

  private static int eventCount(Exchange e) {
    return e.attempts().stream().mapToInt(a -> a.events().size()).sum()
        + e.answer().events().size();
  }

  @Test
  void aRunawayReplyIsBoundedAndSaysSo() {
    Script script = Script.of("x").received(0).sent(1).firstToken(2);
    String big = "{\"x\":\"" + "y".repeat(100_000) + "\"}";
    for (int i = 0; i < 200; i++) {
      script.backend(3 + i, big);
    }
    Attempt attempt = script.exchange().attempts().getFirst();
    assertThat(attempt.events()).hasSize(200);
    assertThat(attempt.eventsCut()).isEqualTo(200 - StreamLog.MOST_DATA / big.length());
    assertThat(attempt.events().getLast().data()).isEmpty();
    assertThat(attempt.events().getLast().nanos()).isEqualTo(202 * MS);
  }

  @Test
  void failuresCancellationsLossesAndReplaysShow() {
    Exchange failed =
        Script.of("f")
            .received(0, new Header("X-Hearth-Replay-Of", "source"))
            .sent(1)
            .failed(9, 502, "no backend")
            .exchange();
    assertThat(failed.summary().phase()).isEqualTo(Phase.FAILED);
    assertThat(failed.summary().status()).isEqualTo(502);
    assertThat(failed.summary().failure().message()).isEqualTo("no backend");
    assertThat(failed.summary().origin()).isEqualTo(Origin.REPLAY);
    assertThat(failed.summary().replayOf()).isEqualTo("source");
    assertThat(failed.attempts().getFirst().endedAt()).isEqualTo(9 * MS);

    Exchange cancelled =
        Script.of("c")
            .received(0)
            .waiting(1, "qwen3 is loading")
            .sent(5)
            .add(new Event.Lost(new Stamp("c", 1, 6 * MS), 7))
            .cancelled(8)
            .noted(900, "straggler")
            .exchange();
    assertThat(cancelled.summary().phase()).isEqualTo(Phase.CANCELLED);
    assertThat(cancelled.summary().eventsLost()).isEqualTo(7);
    assertThat(cancelled.summary().timings().waiting()).isEqualTo(4 * MS);
    assertThat(cancelled.summary().timings().total()).isEqualTo(8 * MS);
    assertThat(cancelled.notes()).extracting(Note::message).contains("qwen3 is loading");
  }
}
