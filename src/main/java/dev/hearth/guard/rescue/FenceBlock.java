package dev.hearth.guard.rescue;

import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A Markdown fence whose content may be a call; the fence goes with the call. */
final class FenceBlock extends Block {
  static final String FENCE = "```";

  /** Languages of fences in which models put calls; no language counts as one. */
  private static final Set<String> CALLS =
      Set.of("", "json", "jsonc", "json5", "xml", "tool", "tool_call", "tool_calls", "tool_use");

  /** Gemma's fence, whose content is code that calls. */
  private static final Set<String> CODE = Set.of("tool_code");

  private static final int LONGEST_LANGUAGE = 24;

  private enum Phase {
    LANGUAGE,
    BODY,
    VALUE,
    TAIL,
    CODE
  }

  private final int start;
  private Phase phase = Phase.LANGUAGE;
  private String language = "";
  private boolean opensFence;
  private Block value;
  private final List<WrittenCall> calls = new ArrayList<>();
  private int valueEnd;
  private int codeStart;

  FenceBlock(ToolNames tools, int from) {
    super(tools, from + FENCE.length());
    start = at;
  }

  @Override
  String syntax() {
    return CODE.contains(language) ? "tool_code" : "fenced JSON";
  }

  /** Whether a fence begins here, whatever its content. */
  boolean opensFence() {
    return opensFence;
  }

  /** Whether its language is one in which no call is ever written. */
  boolean foreign() {
    return !CALLS.contains(language) && !CODE.contains(language);
  }

  /** What was refused, if it was JSON. */
  boolean heldJson() {
    return value instanceof BareJsonBlock json && json.isJson();
  }

  /** Where the value that was looked at begins. */
  int valueStart() {
    return valueEnd;
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    boolean more = ending == Ending.NOT_YET;
    while (true) {
      switch (phase) {
        case LANGUAGE -> {
          Progress progress = language(text, length, more);
          if (progress != null) {
            return progress;
          }
        }
        case BODY -> {
          skipSpace(text, length);
          if (at >= length && more) {
            return Progress.OPEN;
          }
          if (at >= length || !open(text)) {
            return Progress.REFUSED;
          }
        }
        case VALUE -> {
          Progress progress = value.read(text, length, ending);
          at = value.end();
          if (progress != Progress.CLOSED) {
            return progress == Progress.REFUSED && !calls.isEmpty() ? done(valueEnd) : progress;
          }
          if (!(value.outcome() instanceof Outcome.Calls found)) {
            return close(value.outcome());
          }
          calls.addAll(found.calls());
          valueEnd = at;
          phase = Phase.TAIL;
        }
        case TAIL -> {
          Progress progress = tail(text, length, more);
          if (progress != null) {
            return progress;
          }
        }
        case CODE -> {
          return code(text, length, ending);
        }
      }
    }
  }

  private Progress language(CharSequence text, int length, boolean more) {
    while (at < length
        && at - start < LONGEST_LANGUAGE
        && (Match.nameChar(text.charAt(at)) || text.charAt(at) == '+' || text.charAt(at) == '#')) {
      at++;
    }
    int next = past(text, at, length, " \r");
    if (next >= length) {
      return more ? Progress.OPEN : Progress.REFUSED;
    }
    language = text.subSequence(start, at).toString().toLowerCase(Locale.ROOT);
    char c = text.charAt(next);
    opensFence = c == '\n';
    if (foreign() || !opensFence && c != '{' && c != '[') {
      return Progress.REFUSED;
    }
    at = next;
    codeStart = next;
    valueEnd = next;
    phase = CODE.contains(language) ? Phase.CODE : Phase.BODY;
    return null;
  }

  private boolean open(CharSequence text) {
    char c = text.charAt(at);
    valueEnd = at;
    if (c != '{' && c != '[') {
      return false;
    }
    value = new BareJsonBlock(tools, at);
    phase = Phase.VALUE;
    return true;
  }

  /** Behind a value: the closing fence, another value, or text. */
  private Progress tail(CharSequence text, int length, boolean more) {
    int next = past(text, valueEnd, length, " \t\r\n,;");
    if (next >= length) {
      return more ? Progress.OPEN : done(valueEnd);
    }
    int fence = Match.word(text, next, length, FENCE);
    if (fence < 0 && more) {
      return Progress.OPEN;
    }
    if (fence > 0) {
      return done(next + fence);
    }
    at = next;
    if (text.charAt(next) != '{' && text.charAt(next) != '[') {
      return done(valueEnd);
    }
    value = new BareJsonBlock(tools, at);
    phase = Phase.VALUE;
    return null;
  }

  private Progress done(int end) {
    at = end;
    return close(new Outcome.Calls(calls));
  }

  private Progress code(CharSequence text, int length, Ending ending) {
    boolean more = ending == Ending.NOT_YET;
    while (at < length) {
      int fence = Match.word(text, at, length, FENCE);
      if (fence < 0 && more) {
        return Progress.OPEN;
      }
      if (fence > 0) {
        break;
      }
      at++;
    }
    if (at >= length && more) {
      return Progress.OPEN;
    }
    String body = text.subSequence(codeStart, at).toString().strip();
    boolean cut = at >= length;
    at = cut ? length : at + FENCE.length();
    if (cut && ending == Ending.CUT) {
      return close(new Outcome.Broken(Body.mentioned(tools, body), true));
    }
    List<WrittenCall> written =
        body.startsWith("{") || body.startsWith("[{")
            ? new JsonCalls(tools, true).read(body, false)
            : PythonCalls.read(tools, body);
    return close(
        written.isEmpty()
            ? new Outcome.Broken(Body.mentioned(tools, body), cut)
            : new Outcome.Calls(written));
  }
}
