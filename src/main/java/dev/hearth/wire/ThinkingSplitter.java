package dev.hearth.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells thinking from the answer where a server leaves both in the text: thinking stands at the
 * start of the reply, between marks. Text is withheld only while it may still become a mark. Not
 * thread-safe.
 */
public final class ThinkingSplitter {
  private enum State {
    START,
    THINKING,
    AFTER,
    ANSWER
  }

  private static final Map<String, String> MARKS = new LinkedHashMap<>();

  static {
    MARKS.put("<think>", "</think>");
    MARKS.put("<thinking>", "</thinking>");
    MARKS.put("<thought>", "</thought>");
    MARKS.put("<reasoning>", "</reasoning>");
    MARKS.put("<seed:think>", "</seed:think>");
    MARKS.put("<|START_THINKING|>", "<|END_THINKING|>");
    MARKS.put("[THINK]", "[/THINK]");
    MARKS.put("◁think▷", "◁/think▷");
  }

  private State state = State.START;
  private String closer = "";
  private String held = "";

  /** The deltas to go on with in place of this one. */
  public List<Delta> split(Delta delta) {
    if (!(delta instanceof Delta.Text(String words))) {
      return other(delta);
    }
    if (state == State.ANSWER) {
      return List.of(delta);
    }
    List<Delta> out = new ArrayList<>(2);
    held += words;
    boolean moved = true;
    while (moved && state != State.ANSWER) {
      moved =
          switch (state) {
            case START -> start();
            case THINKING -> thinking(out);
            case AFTER -> after();
            case ANSWER -> false;
          };
    }
    if (state == State.ANSWER) {
      flush(out);
    }
    return out;
  }

  /** Calls and the end settle what the withheld text is. */
  private List<Delta> other(Delta delta) {
    boolean settles =
        delta instanceof Delta.CallStart
            || delta instanceof Delta.Ended
            || delta instanceof Delta.Reasoning
            || delta instanceof Delta.Foreign;
    if (!settles || held.isEmpty()) {
      return List.of(delta);
    }
    List<Delta> out = new ArrayList<>(2);
    if (state == State.THINKING) {
      out.add(new Delta.Reasoning(held));
      held = "";
    } else if (state == State.START) {
      flush(out);
    }
    out.add(delta);
    return out;
  }

  private void flush(List<Delta> out) {
    if (!held.isEmpty()) {
      out.add(new Delta.Text(held));
      held = "";
    }
  }

  private boolean start() {
    String text = held.stripLeading();
    for (Map.Entry<String, String> mark : MARKS.entrySet()) {
      if (text.startsWith(mark.getKey())) {
        closer = mark.getValue();
        held = text.substring(mark.getKey().length());
        state = State.THINKING;
        return true;
      }
    }
    if (MARKS.keySet().stream().anyMatch(mark -> mark.startsWith(text))) {
      return false;
    }
    state = State.ANSWER;
    return true;
  }

  private boolean thinking(List<Delta> out) {
    int end = held.indexOf(closer);
    int safe = end >= 0 ? end : held.length() - overlap(held, closer);
    if (safe > 0) {
      out.add(new Delta.Reasoning(held.substring(0, safe)));
    }
    held = held.substring(safe);
    if (end < 0) {
      return false;
    }
    held = held.substring(closer.length());
    state = State.AFTER;
    return true;
  }

  /** The empty lines between thinking and answer belong to neither. */
  private boolean after() {
    held = held.stripLeading();
    if (held.isEmpty()) {
      return false;
    }
    state = State.ANSWER;
    return true;
  }

  /** How much of the text's end could be the beginning of the mark. */
  private static int overlap(String text, String mark) {
    for (int n = Math.min(text.length(), mark.length() - 1); n > 0; n--) {
      if (text.regionMatches(text.length() - n, mark, 0, n)) {
        return n;
      }
    }
    return 0;
  }
}
