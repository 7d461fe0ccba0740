package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Event.Finding;
import dev.hearth.wire.ToolCall;
import java.util.List;

/**
 * How an attempt was judged.
 *
 * @param at nanoseconds since the exchange was received
 * @param verdict the decision
 * @param syntax the text syntax calls were rescued from, empty otherwise
 * @param accepted the calls as they went to the client
 * @param findings what was seen, the deciding one first
 */
public record Judgement(
    long at, Verdict verdict, String syntax, List<ToolCall> accepted, List<Finding> findings) {
  /** Not judged, or not yet. */
  public static final Judgement NONE =
      new Judgement(Attempt.UNKNOWN, Verdict.UNJUDGED, "", List.of(), List.of());

  public Judgement {
    accepted = List.copyOf(accepted);
    findings = List.copyOf(findings);
  }
}
