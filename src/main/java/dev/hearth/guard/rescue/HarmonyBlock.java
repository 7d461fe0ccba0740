package dev.hearth.guard.rescue;

import dev.hearth.guard.json.JsonSpan;
import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.List;
import java.util.Set;

/**
 * A message head of the Harmony format, which says whether thinking, prose or a call follows, and
 * the call itself.
 */
final class HarmonyBlock extends Block {
  static final String CHANNEL = "<|channel|>";
  static final String START = "<|start|>";
  static final String MESSAGE = "<|message|>";

  /** What ends a message. */
  static final List<String> ENDS = List.of("<|end|>", "<|call|>", "<|return|>");

  private static final int LONGEST_HEAD = 256;
  private static final Set<String> PEOPLE = Set.of("user", "all", "assistant", "final");

  private enum Phase {
    HEAD,
    CONTENT,
    JSON,
    TAIL
  }

  private final int start;
  private Phase phase = Phase.HEAD;
  private String recipient = "";
  private int contentStart;
  private int contentEnd;
  private boolean closed;
  private JsonSpan span;

  HarmonyBlock(ToolNames tools, int from) {
    super(tools, from);
    start = from;
  }

  @Override
  String syntax() {
    return "Harmony";
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    boolean more = ending == Ending.NOT_YET;
    if (phase == Phase.HEAD) {
      Progress progress = head(text, length, more);
      if (progress != null) {
        return progress;
      }
    }
    if (phase == Phase.CONTENT) {
      skipSpace(text, length);
      if (at >= length && more) {
        return Progress.OPEN;
      }
      contentStart = at;
      span = new JsonSpan(at, ENDS);
      phase = Phase.JSON;
    }
    if (phase == Phase.JSON) {
      JsonSpan.State state = span.read(text, length, !more);
      at = span.end();
      if (state == JsonSpan.State.OPEN && more) {
        return Progress.OPEN;
      }
      if (state == JsonSpan.State.OPEN && ending == Ending.CUT) {
        return close(new Outcome.Broken(tools.meant(recipient).orElse(""), true));
      }
      closed = state != JsonSpan.State.OPEN;
      contentEnd = at;
      phase = Phase.TAIL;
    }
    return tail(text, length, more);
  }

  private Progress head(CharSequence text, int length, boolean more) {
    while (at < length) {
      int found = Match.word(text, at, length, MESSAGE);
      if (found < 0 && more) {
        return Progress.OPEN;
      }
      if (found > 0) {
        String head = text.subSequence(start, at).toString();
        at += found;
        return headed(head);
      }
      char c = text.charAt(at);
      if (at - start > LONGEST_HEAD || at == start && !Character.isLetter(c) || c == '`') {
        return Progress.REFUSED;
      }
      at++;
    }
    return more ? Progress.OPEN : close(new Outcome.Markup());
  }

  private Progress headed(String head) {
    int to = head.indexOf("to=");
    if (to >= 0) {
      int end = to + 3;
      while (end < head.length()
          && !Character.isWhitespace(head.charAt(end))
          && head.charAt(end) != '<') {
        end++;
      }
      recipient = head.substring(to + 3, end);
    }
    if (!recipient.isEmpty() && !PEOPLE.contains(recipient)) {
      phase = Phase.CONTENT;
      return null;
    }
    return close(head.contains("analysis") ? new Outcome.Thought() : new Outcome.Markup());
  }

  private Progress tail(CharSequence text, int length, boolean more) {
    int next = past(text, contentEnd, length, " \t\r\n");
    int end = next < length ? Match.any(text, next, length, ENDS) : -1;
    if (more && end < 0) {
      return Progress.OPEN;
    }
    at = end > 0 ? next + end : contentEnd;
    WrittenCall call =
        new Body(tools, !closed)
            .call(recipient, text.subSequence(contentStart, contentEnd).toString());
    return close(
        call.arguments().isTextual()
            ? new Outcome.Broken(tools.meant(recipient).orElse(""), false)
            : new Outcome.Calls(List.of(call)));
  }
}
