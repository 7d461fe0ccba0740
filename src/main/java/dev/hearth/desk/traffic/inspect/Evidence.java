package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Highlight;
import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model really produced, with the parts the findings are about.
 *
 * @param text its prose and calls, unchanged
 * @param marks the offending parts
 */
record Evidence(String text, List<Highlight.Span> marks) {
  private static final String BAD = "mark-bad";
  private static final String MENDED = "mark-mended";

  /** More is shown in the Raw tab. */
  private static final int MOST_CHARS = 12_000;

  static Evidence of(Attempt attempt) {
    StringBuilder text = new StringBuilder(attempt.output().strip());
    for (ToolCall call : attempt.produced()) {
      text.append(text.isEmpty() ? "" : "\n\n")
          .append(call.name())
          .append('(')
          .append(call.arguments())
          .append(')');
    }
    String shown =
        text.length() > MOST_CHARS
            ? text.substring(0, MOST_CHARS) + "\n… " + (text.length() - MOST_CHARS) + " more"
            : text.toString();
    List<Highlight.Span> marks = new ArrayList<>();
    for (Finding finding : attempt.judgement().findings()) {
      mark(shown, finding, marks);
    }
    return new Evidence(shown, marks);
  }

  /** Calls one to a line with their arguments indented, for comparing two attempts. */
  static String comparable(Attempt attempt) {
    StringBuilder text = new StringBuilder(attempt.output().strip());
    for (ToolCall call : attempt.produced()) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(call.name())
          .append('\n')
          .append(MessageCards.readable(call.arguments()));
    }
    return text.toString();
  }

  private static void mark(String text, Finding finding, List<Highlight.Span> marks) {
    int at = find(text, finding);
    if (at >= 0) {
      Highlight.Span span =
          new Highlight.Span(at, at + finding.value().length(), finding.repaired() ? MENDED : BAD);
      if (marks.stream().noneMatch(m -> m.from() < span.to() && span.from() < m.to())) {
        marks.add(span);
      }
    }
  }

  /**
   * A value is sought behind the key its path ends with, so that the right one of equals is hit.
   */
  private static int find(String text, Finding finding) {
    String value = finding.value();
    if (value.isEmpty()) {
      return -1;
    }
    String key = finding.path().substring(finding.path().lastIndexOf('/') + 1);
    int from = key.isEmpty() ? 0 : Math.max(0, text.indexOf('"' + key + '"'));
    int at = text.indexOf(value, key.isEmpty() ? 0 : from + key.length());
    return at >= 0 ? at : text.indexOf(value);
  }
}
