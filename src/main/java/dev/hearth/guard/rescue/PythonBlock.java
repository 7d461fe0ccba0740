package dev.hearth.guard.rescue;

import dev.hearth.guard.json.JsonSpan;
import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.List;

/** {@code [fetch(url="…")]}, or {@code fetch(url="…")} alone on a line. */
final class PythonBlock extends Block {
  /** Longer words are no name of an argument. */
  private static final int LONGEST_KEYWORD = 128;

  private enum Phase {
    NAME,
    FIRST,
    SPAN,
    LINE
  }

  private final boolean list;
  private final int start;
  private final JsonSpan span;
  private Phase phase = Phase.NAME;
  private int nameStart;
  private int mark;

  /**
   * @param list whether it begins with a bracket
   */
  PythonBlock(ToolNames tools, boolean list, int from) {
    super(tools, list ? from + 1 : from);
    this.list = list;
    start = from;
    nameStart = -1;
    span = new JsonSpan(from, List.of());
  }

  @Override
  String syntax() {
    return "Python";
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    boolean more = ending == Ending.NOT_YET;
    while (true) {
      switch (phase) {
        case NAME -> {
          Progress progress = name(text, length, more);
          if (progress != null) {
            return progress;
          }
        }
        case FIRST -> {
          Progress progress = first(text, length, more);
          if (progress != null) {
            return progress;
          }
        }
        case SPAN -> {
          JsonSpan.State state = span.read(text, length, !more);
          at = span.end();
          if (state == JsonSpan.State.OPEN) {
            return more ? Progress.OPEN : cut(text, length);
          }
          phase = Phase.LINE;
          mark = at;
        }
        case LINE -> {
          return line(text, length, more);
        }
      }
    }
  }

  private Progress name(CharSequence text, int length, boolean more) {
    if (nameStart < 0) {
      skipSpace(text, length);
      nameStart = at;
    }
    while (at < length && Match.nameChar(text.charAt(at))) {
      at++;
    }
    if (at >= length && more) {
      return Progress.OPEN;
    }
    if (at >= length || text.charAt(at) != '(') {
      return Progress.REFUSED;
    }
    if (tools.meant(text.subSequence(nameStart, at).toString()).isEmpty()) {
      return Progress.REFUSED;
    }
    at++;
    mark = at;
    phase = Phase.FIRST;
    return null;
  }

  /** Named arguments tell a call from a sentence that mentions a function. */
  private Progress first(CharSequence text, int length, boolean more) {
    int word = past(text, mark, length, " \t\r\n");
    int next = word;
    while (next < length && next - word < LONGEST_KEYWORD && Match.nameChar(text.charAt(next))) {
      next++;
    }
    boolean named = next > word;
    next = past(text, next, length, " ");
    if (next >= length && more) {
      return Progress.OPEN;
    }
    char c = next < length ? text.charAt(next) : 0;
    if (named && c == '=' || list && (c == ')' || c == '"' || c == '\'')) {
      phase = Phase.SPAN;
      return null;
    }
    return Progress.REFUSED;
  }

  /** A call outside brackets must have its line to itself. */
  private Progress line(CharSequence text, int length, boolean more) {
    if (!list) {
      while (mark < length && " \t;\r".indexOf(text.charAt(mark)) >= 0) {
        mark++;
      }
      if (mark >= length && more) {
        return Progress.OPEN;
      }
      if (mark < length && text.charAt(mark) != '\n') {
        return Progress.REFUSED;
      }
    }
    String source = text.subSequence(start, at).toString();
    List<WrittenCall> calls = PythonCalls.read(tools, source);
    return calls.isEmpty() ? Progress.REFUSED : close(new Outcome.Calls(calls));
  }

  private Progress cut(CharSequence text, int length) {
    String tool = Body.mentioned(tools, text.subSequence(start, length).toString());
    return close(new Outcome.Broken(tool, true));
  }
}
