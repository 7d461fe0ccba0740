package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.wire.ToolCall;
import java.util.List;

/**
 * What full-text search looks through: the words a request adds to its conversation, every reply,
 * every call with its arguments, findings and errors. What was said in earlier turns is found where
 * it was said.
 */
public final class SearchText {
  private SearchText() {}

  /** The text of an exchange. */
  public static String of(Exchange exchange) {
    StringBuilder text = new StringBuilder(exchange.said()).append('\n');
    for (Attempt attempt : exchange.attempts()) {
      text.append(attempt.output()).append('\n').append(attempt.reasoning()).append('\n');
      calls(attempt.produced(), text);
      if (!attempt.judgement().accepted().equals(attempt.produced())) {
        calls(attempt.judgement().accepted(), text);
      }
      attempt.judgement().findings().forEach(f -> text.append(f.message()).append('\n'));
    }
    return text.append(exchange.summary().failure().message()).toString();
  }

  private static void calls(List<ToolCall> calls, StringBuilder text) {
    for (ToolCall call : calls) {
      text.append(call.name()).append(' ').append(call.arguments()).append('\n');
    }
  }
}
