package dev.hearth.guard.rescue;

import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.List;

/** {@code <function=name>…</function>} and {@code <invoke name="…">…</invoke>} by themselves. */
final class TagBlock extends Block {
  private static final int LONGEST_NAME = 160;

  private enum Phase {
    NAME,
    FIRST,
    SEARCH,
    TAIL
  }

  private final int start;
  private final String label;
  private final List<String> closer;
  private final List<String> strays;
  private Phase phase = Phase.NAME;
  private final int nameStart;
  private int bodyEnd;

  /**
   * @param start where the opening tag begins
   * @param from behind the part of it that was recognised
   * @param closer the closing tag
   * @param strays closing tags of an envelope whose opening one is missing
   */
  TagBlock(ToolNames tools, String label, int start, int from, String closer, List<String> strays) {
    super(tools, from);
    this.start = start;
    this.label = label;
    this.closer = List.of(closer);
    this.strays = strays;
    nameStart = from;
  }

  @Override
  String syntax() {
    return label;
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    boolean more = ending == Ending.NOT_YET;
    if (phase == Phase.NAME) {
      while (at < length && at - nameStart <= LONGEST_NAME && isTag(text.charAt(at))) {
        at++;
      }
      if (at >= length) {
        return more ? Progress.OPEN : broken(text, length, ending);
      }
      if (text.charAt(at) != '>' || at == nameStart) {
        return Progress.REFUSED;
      }
      at++;
      phase = Phase.FIRST;
    }
    if (phase == Phase.FIRST) {
      skipSpace(text, length);
      if (at >= length && more) {
        return Progress.OPEN;
      }
      // Words behind the tag make it a sentence about the tag.
      if (at < length && text.charAt(at) != '<' && text.charAt(at) != '{') {
        return Progress.REFUSED;
      }
      phase = Phase.SEARCH;
    }
    if (phase == Phase.SEARCH) {
      while (at < length) {
        int found = Match.any(text, at, length, closer);
        if (found < 0 && more) {
          return Progress.OPEN;
        }
        if (found > 0) {
          at += found;
          bodyEnd = at;
          phase = Phase.TAIL;
          break;
        }
        at++;
      }
      if (phase == Phase.SEARCH) {
        return more ? Progress.OPEN : broken(text, length, ending);
      }
    }
    return tail(text, length, more);
  }

  private static boolean isTag(char c) {
    return Match.nameChar(c) || "\"' =:".indexOf(c) >= 0;
  }

  private Progress tail(CharSequence text, int length, boolean more) {
    int next = past(text, bodyEnd, length, " \t\r\n");
    int stray = next < length ? Match.any(text, next, length, strays) : -1;
    if (more && stray < 0) {
      return Progress.OPEN;
    }
    at = stray > 0 ? next + stray : bodyEnd;
    return close(new Body(tools, true).read(text.subSequence(start, bodyEnd).toString(), false));
  }

  private Progress broken(CharSequence text, int length, Ending ending) {
    String source = text.subSequence(start, length).toString();
    at = length;
    return close(
        ending == Ending.CUT
            ? new Outcome.Broken(Body.mentioned(tools, source), true)
            : new Body(tools, true).read(source, true));
  }
}
