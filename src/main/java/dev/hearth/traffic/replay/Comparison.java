package dev.hearth.traffic.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Timings;
import dev.hearth.wire.Json;
import java.util.List;

/**
 * Two exchanges side by side.
 *
 * @param left the first
 * @param right the second
 * @param request what was asked, line by line
 * @param reply the prose the clients got
 * @param calls the tool calls they got
 * @param figures time and tokens
 */
public record Comparison(
    ExchangeSummary left,
    ExchangeSummary right,
    List<DiffRow> request,
    List<DiffRow> reply,
    List<CallDiff> calls,
    List<Figure> figures) {
  public Comparison {
    request = List.copyOf(request);
    reply = List.copyOf(reply);
    calls = List.copyOf(calls);
    figures = List.copyOf(figures);
  }

  /** Compares what was asked and what came of it. */
  public static Comparison of(Exchange left, Exchange right) {
    Outcome a = Outcome.of(left);
    Outcome b = Outcome.of(right);
    return new Comparison(
        left.summary(),
        right.summary(),
        TextDiff.of(pretty(left), pretty(right)),
        TextDiff.of(a.text(), b.text()),
        CallDiff.of(a.calls(), b.calls()),
        figures(left.summary(), right.summary()));
  }

  /** Whether both clients got the same prose and the same calls. */
  public boolean sameOutcome() {
    return calls.stream().allMatch(CallDiff::same)
        && reply.stream().allMatch(row -> row.kind() == DiffRow.Kind.SAME);
  }

  private static String pretty(Exchange exchange) {
    return Json.parse(exchange.request().bytes())
        .map(JsonNode::toPrettyString)
        .orElseGet(() -> exchange.request().text());
  }

  private static List<Figure> figures(ExchangeSummary a, ExchangeSummary b) {
    Timings s = a.timings();
    Timings t = b.timings();
    return List.of(
        new Figure("Total", "ms", millis(s.total()), millis(t.total())),
        new Figure("First token", "ms", millis(a.ttftNanos()), millis(b.ttftNanos())),
        new Figure("Queue", "ms", millis(s.queued()), millis(t.queued())),
        new Figure("Prefill", "ms", millis(s.prefill()), millis(t.prefill())),
        new Figure("Streaming", "ms", millis(s.streaming()), millis(t.streaming())),
        new Figure("Held", "ms", millis(s.held()), millis(t.held())),
        new Figure("Retries", "ms", millis(s.retrying()), millis(t.retrying())),
        new Figure("Speed", "t/s", known(a.tokensPerSecond()), known(b.tokensPerSecond())),
        new Figure("Attempts", "", a.attempts(), b.attempts()),
        new Figure("Prompt", "tokens", known(a.usage().prompt()), known(b.usage().prompt())),
        new Figure(
            "Completion", "tokens", known(a.usage().completion()), known(b.usage().completion())));
  }

  private static double millis(long nanos) {
    return nanos == Attempt.UNKNOWN ? Double.NaN : nanos / 1e6;
  }

  private static double known(double number) {
    return number == 0 ? Double.NaN : number;
  }
}
