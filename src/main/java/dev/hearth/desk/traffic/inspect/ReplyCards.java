package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The reply of an exchange as cards, growing while it streams. */
final class ReplyCards {
  /** How the dialects say that there was no more room for the reply. */
  private static final Set<String> TOO_LONG =
      Set.of("length", "max_tokens", "max_output_tokens", "incomplete");

  private ReplyCards() {}

  static List<Card> of(Exchange exchange, ClientReply reply) {
    List<Card> cards = new ArrayList<>();
    boolean live = exchange.summary().phase().live();
    Attempt last = exchange.lastAttempt().orElse(null);
    if (last != null) {
      reply(exchange, last, reply, live, cards);
    }
    remark(exchange, last, cards);
    return cards;
  }

  private static void reply(
      Exchange exchange, Attempt last, ClientReply reply, boolean live, List<Card> cards) {
    Verdict verdict = last.judgement().verdict();
    if (exchange.summary().retried()) {
      cards.add(
          new Card.Remark(
              "retried",
              "Attempt "
                  + last.number()
                  + (live ? " is running" : " is what the client got")
                  + "; the Attempts tab tells why the earlier ones were rejected.",
              false));
    }
    if (!last.reasoning().isBlank()) {
      boolean thinking = live && last.output().isEmpty() && last.produced().isEmpty();
      cards.add(new Card.Thought("reply-r", last.reasoning(), false, thinking));
    }
    boolean streams = live && verdict == Verdict.UNJUDGED;
    String text = reply.text().isEmpty() && unguardedText(verdict) ? last.output() : reply.text();
    if (!text.isBlank()) {
      cards.add(new Card.Speech("reply-s", Card.Role.ASSISTANT, text, List.of(), false, streams));
    }
    List<ToolCall> calls = calls(last, reply);
    for (int i = 0; i < calls.size(); i++) {
      ToolCall call = calls.get(i);
      cards.add(
          new Card.Call(
              "reply-c" + i,
              call.name(),
              MessageCards.readable(call.arguments()),
              false,
              "",
              false,
              verdict,
              false,
              streams));
    }
  }

  /** Text of a call that was rescued or rejected is told in the attempts, not as something said. */
  private static boolean unguardedText(Verdict verdict) {
    return verdict == Verdict.UNJUDGED || verdict == Verdict.PASSED;
  }

  private static List<ToolCall> calls(Attempt last, ClientReply reply) {
    if (!last.judgement().accepted().isEmpty()) {
      return last.judgement().accepted();
    }
    // What was judged and not accepted, for instance a call that was cut off, was never made.
    boolean judged = last.judgement().verdict() != Verdict.UNJUDGED;
    return judged || last.produced().isEmpty() || !reply.calls().isEmpty()
        ? reply.calls()
        : last.produced();
  }

  private static void remark(Exchange exchange, Attempt last, List<Card> cards) {
    Phase phase = exchange.summary().phase();
    String text =
        switch (phase) {
          case RECEIVED -> "The request is being read.";
          case QUEUED -> "Waiting for its turn.";
          case WAITING -> waiting(exchange);
          case PREFILL -> prefill(last);
          case HELD -> "The guard holds what comes: " + why(last) + ".";
          case RETRYING -> "The reply was rejected; the model is asked again.";
          case CANCELLED -> "Cancelled before it was complete.";
          case INTERRUPTED -> "Hearth ended while this was running.";
          case FAILED -> exchange.summary().failure().message();
          case STREAMING, DONE -> "";
        };
    if (!text.isEmpty()) {
      cards.add(new Card.Remark("phase", text, phase == Phase.FAILED));
    }
    if (phase == Phase.DONE && TOO_LONG.contains(exchange.summary().finish())) {
      cards.add(
          new Card.Remark(
              "too-long", "The reply was cut off: the limit of tokens was reached.", false));
    }
    if (phase == Phase.FAILED && last != null && last.status() >= 400) {
      cards.add(
          new Card.Speech(
              "server-said",
              Card.Role.SERVER,
              "HTTP " + last.status() + "\n```\n" + last.responseBody().text().strip() + "\n```",
              List.of(),
              false,
              false));
    }
    if (phase == Phase.DONE && last != null && last.judgement().verdict() == Verdict.GAVE_UP) {
      cards.add(new Card.Remark("gave-up", VerdictLook.GAVE_UP.meaning(), true));
    }
  }

  private static String waiting(Exchange exchange) {
    return exchange.notes().isEmpty() ? "Waiting." : exchange.notes().getLast().message();
  }

  private static String why(Attempt last) {
    return last == null || last.held().isEmpty()
        ? "it may be a tool call"
        : last.held().getLast().why();
  }

  private static String prefill(Attempt last) {
    if (last == null || last.prefill().total() == 0) {
      return "The model reads the prompt.";
    }
    return "The model reads the prompt: "
        + Amounts.percent(last.prefill().fraction())
        + " of "
        + Amounts.count(last.prefill().total())
        + " tokens.";
  }
}
