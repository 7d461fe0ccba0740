package dev.hearth.guard.rescue;

import dev.hearth.guard.json.JsonSpan;
import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.List;

/**
 * A name followed by its arguments as JSON: {@code [TOOL_CALLS]fetch{…}}, {@code fetch[ARGS]{…}},
 * {@code >>>fetch} and a line break, {@code <|recipient|>fetch<|content|>{…}}.
 */
final class CallBlock extends Block {
  private static final int LONGEST_NAME = 128;

  private enum Phase {
    NAME,
    BRIDGE,
    JSON
  }

  private final String label;
  private final List<String> bridges;
  private Phase phase;
  private String name = "";
  private int nameStart;
  private boolean bridged;
  private JsonSpan span;
  private int jsonStart;

  /**
   * @param bridges what may stand between name and arguments
   */
  CallBlock(ToolNames tools, String label, List<String> bridges, int from) {
    super(tools, from);
    this.label = label;
    this.bridges = bridges;
    phase = Phase.NAME;
    nameStart = from;
  }

  /** The name and the first bridge have been read already. */
  CallBlock(ToolNames tools, String label, List<String> bridges, String name, int from) {
    this(tools, label, bridges, from);
    this.name = name;
    phase = Phase.BRIDGE;
    bridged = true;
  }

  @Override
  String syntax() {
    return label;
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    if (phase == Phase.NAME) {
      Progress progress = name(text, length, ending);
      if (progress != null) {
        return progress;
      }
    }
    if (phase == Phase.BRIDGE) {
      Progress progress = bridge(text, length, ending);
      if (progress != null) {
        return progress;
      }
    }
    return json(text, length, ending);
  }

  private Progress name(CharSequence text, int length, Ending ending) {
    if (at == nameStart) {
      skipSpace(text, length);
      nameStart = at;
    }
    while (at < length && (Match.nameChar(text.charAt(at)) || text.charAt(at) == ':')) {
      at++;
    }
    if (at >= length && ending == Ending.NOT_YET && at - nameStart <= LONGEST_NAME) {
      return Progress.OPEN;
    }
    if (at == nameStart || at - nameStart > LONGEST_NAME) {
      return Progress.REFUSED;
    }
    name = text.subSequence(nameStart, at).toString();
    phase = Phase.BRIDGE;
    return null;
  }

  private Progress bridge(CharSequence text, int length, Ending ending) {
    while (true) {
      skipSpace(text, length);
      if (at >= length) {
        return ending == Ending.NOT_YET ? Progress.OPEN : broken(ending);
      }
      if (text.charAt(at) == '{') {
        jsonStart = at;
        span = new JsonSpan(at, List.of("[TOOL_CALLS]", "<|"));
        phase = Phase.JSON;
        return null;
      }
      int found = Match.any(text, at, length, bridges);
      if (found < 0 && ending == Ending.NOT_YET) {
        return Progress.OPEN;
      }
      if (found <= 0 && !(bridged && skipId(text, length))) {
        return bridged && ending != Ending.NOT_YET ? broken(ending) : Progress.REFUSED;
      }
      if (found > 0) {
        bridged = true;
        at += found;
      }
    }
  }

  /** Mistral's call ids stand between two bridges. */
  private boolean skipId(CharSequence text, int length) {
    int from = at;
    while (at < length && at - from < LONGEST_NAME && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return at > from;
  }

  private Progress json(CharSequence text, int length, Ending ending) {
    JsonSpan.State state = span.read(text, length, ending != Ending.NOT_YET);
    at = span.end();
    if (state == JsonSpan.State.OPEN && ending == Ending.NOT_YET) {
      return Progress.OPEN;
    }
    if (state == JsonSpan.State.OPEN && ending == Ending.CUT) {
      return broken(ending);
    }
    String raw = text.subSequence(jsonStart, at).toString();
    boolean closed = state == JsonSpan.State.CLOSED;
    WrittenCall call = new Body(tools, !closed).call(name, raw);
    return call.arguments().isTextual()
        ? close(new Outcome.Broken(tools.meant(name).orElse(""), !closed))
        : close(new Outcome.Calls(List.of(call)));
  }

  private Progress broken(Ending ending) {
    return close(new Outcome.Broken(tools.meant(name).orElse(""), ending == Ending.CUT));
  }
}
