package dev.hearth.proxy;

import dev.hearth.guard.Budget;
import dev.hearth.guard.Correction;
import dev.hearth.guard.Finding;
import dev.hearth.guard.Gate;
import dev.hearth.guard.Verdict;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.List;
import java.util.Locale;

/** Tells the traffic room what the guard thought. */
final class Traces {
  private Traces() {}

  /** The judgement of a whole reply. */
  static void judged(Exchange exchange, Gate gate, Verdict verdict, boolean another) {
    Event.Decision decision =
        switch (verdict) {
          case Verdict.Accepted _ -> Event.Decision.PASSED;
          case Verdict.Repaired _ -> Event.Decision.REPAIRED;
          case Verdict.Rescued _ -> Event.Decision.RESCUED;
          case Verdict.Rejected _ -> another ? Event.Decision.NUDGED : Event.Decision.GAVE_UP;
        };
    List<ToolCall> accepted =
        switch (verdict) {
          case Verdict.Accepted a -> a.calls();
          case Verdict.Repaired r -> r.calls();
          case Verdict.Rescued r -> r.calls();
          case Verdict.Rejected _ -> List.of();
        };
    String syntax = verdict instanceof Verdict.Rescued rescued ? rescued.syntax() : "";
    List<Event.Finding> findings = verdict.findings().stream().map(Traces::finding).toList();
    exchange.tell(
        at ->
            new Event.Judged(
                at,
                decision,
                syntax,
                gate.output(),
                gate.reasoning(),
                gate.produced(),
                accepted,
                findings));
  }

  private static Event.Finding finding(Finding f) {
    return new Event.Finding(
        f.rule().name(), f.tool(), f.path(), f.message(), f.value(), f.candidates(), f.repaired());
  }

  /** What the model is told before it tries again. */
  static void nudged(Exchange exchange, Correction correction, Budget budget) {
    List<String> messages = correction.messages().stream().map(Json::text).toList();
    exchange.tell(
        at ->
            new Event.Nudged(
                at,
                messages,
                correction.cost().name().toLowerCase(Locale.ROOT),
                budget.used(correction.cost()),
                budget.limit(correction.cost())));
  }
}
