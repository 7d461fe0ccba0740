package dev.hearth.traffic.journal;

import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Judgement;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.wire.ToolCall;
import java.util.List;

/** Takes all content out of an exchange: who, when, how long and how it ended remain. */
final class MetadataOnly {
  private MetadataOnly() {}

  static Exchange of(Exchange exchange) {
    Answer answer = exchange.answer().withoutDetail();
    return new Exchange(
        exchange.summary(),
        List.of(),
        exchange.request().withoutContent(),
        exchange.attempts().stream().map(MetadataOnly::of).toList(),
        new Answer(
            answer.at(), answer.status(), List.of(), answer.body(), List.of(), answer.eventsCut()),
        List.of(),
        "");
  }

  private static Attempt of(Attempt attempt) {
    Judgement judgement = attempt.judgement();
    return attempt
        .withoutDetail()
        .withTexts(
            attempt.url(),
            List.of(),
            List.of(),
            "",
            "",
            names(attempt.produced()),
            new Judgement(
                judgement.at(),
                judgement.verdict(),
                judgement.syntax(),
                names(judgement.accepted()),
                judgement.findings().stream()
                    .map(
                        f ->
                            new Finding(
                                f.rule(), f.tool(), f.path(), "", "", List.of(), f.repaired()))
                    .toList()),
            new Nudge(
                List.of(),
                attempt.nudge().budget(),
                attempt.nudge().used(),
                attempt.nudge().limit()));
  }

  private static List<ToolCall> names(List<ToolCall> calls) {
    return calls.stream().map(c -> new ToolCall(c.id(), c.name(), "")).toList();
  }
}
