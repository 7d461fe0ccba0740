package dev.hearth.guard;

import dev.hearth.guard.text.Repetition;
import dev.hearth.wire.Delta;
import dev.hearth.wire.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together the calls that come in the backend's own form, piece by piece. */
final class NativeCalls {
  private final Map<Integer, Parts> calls = new TreeMap<>();

  private static final class Parts {
    private String id = "";
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private final Repetition repetition = new Repetition(Repetition.ARGUMENTS);
  }

  void start(Delta.CallStart start) {
    Parts parts = of(start.index());
    if (start.id() != null && !start.id().isBlank()) {
      parts.id = start.id();
    }
    if (start.name() != null) {
      parts.name.append(start.name());
    }
  }

  /** False when the arguments have begun to repeat themselves without end. */
  boolean more(Delta.CallArguments more) {
    Parts parts = of(more.index());
    int end = parts.repetition.read(more.fragment());
    parts.arguments.append(more.fragment(), 0, end < 0 ? more.fragment().length() : end);
    return end < 0;
  }

  private Parts of(int index) {
    return calls.computeIfAbsent(index, _ -> new Parts());
  }

  /** How many characters of arguments there are. */
  int length() {
    int length = 0;
    for (Parts parts : calls.values()) {
      length += parts.arguments.length();
    }
    return length;
  }

  List<ToolCall> all() {
    return calls.values().stream()
        .map(parts -> new ToolCall(parts.id, parts.name.toString(), parts.arguments.toString()))
        .toList();
  }
}
