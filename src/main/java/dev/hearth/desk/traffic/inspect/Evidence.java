package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
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

  private static final int FOLDED_LINES = 14;

  /** What stands before a mark tells what it is part of. */
  private static final int LINES_BEFORE = 5;

  static Evidence of(Attempt attempt) {
    String shown = cut(written(attempt.output(), attempt.produced()));
    List<Highlight.Span> marks = new ArrayList<>();
    for (Finding finding : attempt.judgement().findings()) {
      mark(shown, finding, attempt.produced(), marks);
    }
    return new Evidence(shown, marks);
  }

  /** The lines around the first mark, for outputs that are longer than a look. */
  Evidence folded() {
    int first = marks.stream().mapToInt(Highlight.Span::from).min().orElse(0);
    int line = (int) text.substring(0, first).chars().filter(c -> c == '\n').count();
    int from = start(Math.max(0, line - LINES_BEFORE));
    int to = start(Math.max(0, line - LINES_BEFORE) + FOLDED_LINES);
    List<Highlight.Span> kept =
        marks.stream()
            .filter(m -> m.from() >= from && m.from() < to)
            .map(
                m ->
                    new Highlight.Span(
                        m.from() - from, Math.min(m.to(), to) - from, m.styleClass()))
            .toList();
    return new Evidence(text.substring(from, to).stripTrailing(), kept);
  }

  /** Whether it is longer than a look. */
  boolean foldable() {
    return text.lines().limit(FOLDED_LINES * 2L).count() > FOLDED_LINES * 1.3;
  }

  long lines() {
    return text.lines().count();
  }

  /** Where a line begins, or the end of the text. */
  private int start(int line) {
    int at = 0;
    for (int i = 0; i < line; i++) {
      int next = text.indexOf('\n', at);
      if (next < 0) {
        return text.length();
      }
      at = next + 1;
    }
    return at;
  }

  /** Prose, and calls as people write them. */
  static String written(String prose, List<ToolCall> calls) {
    StringBuilder text = new StringBuilder(prose.strip());
    for (ToolCall call : calls) {
      text.append(text.isEmpty() ? "" : "\n\n").append(written(call));
    }
    return text.toString();
  }

  private static String written(ToolCall call) {
    return call.name() + '(' + call.arguments() + ')';
  }

  /** As much as is worth looking at. */
  static String cut(String text) {
    return text.length() > MOST_CHARS
        ? text.substring(0, MOST_CHARS)
            + "\n… and "
            + Amounts.count(text.length() - MOST_CHARS)
            + " more characters, in the Raw tab"
        : text;
  }

  /** Whether something is wrong with it that was not mended. */
  static boolean flawed(Attempt attempt) {
    return attempt.judgement().findings().stream().anyMatch(f -> !f.repaired());
  }

  /** Calls one to a line with their arguments indented, for comparing two attempts. */
  static String comparable(Attempt attempt) {
    return comparable(attempt.output(), attempt.produced());
  }

  /** The same of prose and calls. */
  static String comparable(String prose, List<ToolCall> calls) {
    StringBuilder text = new StringBuilder(prose.strip());
    for (ToolCall call : calls) {
      // Empty braces on two lines, so that what comes to stand between them is all that changed.
      String arguments =
          call.arguments().strip().equals("{}") ? "{\n}" : MessageCards.readable(call.arguments());
      text.append(text.isEmpty() ? "" : "\n").append(call.name()).append('\n').append(arguments);
    }
    return text.toString();
  }

  private static void mark(
      String text, Finding finding, List<ToolCall> calls, List<Highlight.Span> marks) {
    int at = find(text, finding);
    int length = finding.value().length();
    if (at < 0 && finding.value().isEmpty() && !finding.path().isEmpty()) {
      ToolCall call = lacking(finding, calls);
      String written = call == null ? "" : written(call);
      int begin = written.isEmpty() ? -1 : text.indexOf(written);
      // Of something that is missing the place is marked where it should have been.
      length = written.endsWith("({})") ? 2 : 1;
      at = begin < 0 ? -1 : begin + written.length() - 1 - length;
    }
    if (at >= 0) {
      Highlight.Span span = new Highlight.Span(at, at + length, finding.repaired() ? MENDED : BAD);
      if (marks.stream().noneMatch(m -> m.from() < span.to() && span.from() < m.to())) {
        marks.add(span);
      }
    }
  }

  private static ToolCall lacking(Finding finding, List<ToolCall> calls) {
    String key = '"' + finding.path().substring(finding.path().lastIndexOf('/') + 1) + '"';
    return calls.stream()
        .filter(c -> c.name().equals(finding.tool()) && !c.arguments().contains(key))
        .filter(c -> c.arguments().endsWith("}"))
        .findFirst()
        .orElse(null);
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
