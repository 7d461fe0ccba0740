package dev.hearth.guard;

import java.util.List;

/** What a client reads when no attempt succeeded: what the model said, or tried, in plain words. */
final class LastResort {
  private LastResort() {}

  /** Prose that was not accepted goes out as it is, less what has gone out already. */
  static String text(Finding reason, Reply reply) {
    String rest = reply.unsent().strip();
    if (reason.rule() == Rule.REPETITION) {
      return "The model began to repeat itself and was stopped.";
    }
    if (!rest.isEmpty()) {
      return rest;
    }
    return reason.rule() == Rule.EMPTY_REPLY
        ? "The model gave no answer."
        : "The model stopped here: " + lowered(reason.message());
  }

  /** Calls that could not go out, told so that a person can see what was meant. */
  static String calls(List<Reviewed> calls, Reply reply) {
    StringBuilder text = new StringBuilder();
    String kept = reply.kept().strip();
    if (!kept.isEmpty()) {
      text.append(kept).append("\n\n");
    }
    for (Reviewed call : calls) {
      text.append("The model tried to call `").append(call.written()).append('`');
      if (call.faults().isEmpty()) {
        text.append(", which was not carried out because another call was wrong.");
      } else {
        text.append(", but the call could not be used. ");
        text.append(call.faults().getFirst().message());
      }
      text.append("\n\n```json\n").append(readable(call)).append("\n```\n");
    }
    return text.toString().strip();
  }

  private static String readable(Reviewed call) {
    return call.arguments()
        .map(arguments -> dev.hearth.wire.Json.text(arguments))
        .orElseGet(() -> call.faults().isEmpty() ? "{}" : call.faults().getFirst().value());
  }

  private static String lowered(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
