package dev.hearth.guard.rescue;

import dev.hearth.guard.names.ToolNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words at which something may begin that is no ordinary text, by their first character. */
final class Markers {
  /** Functionary writes this before the name of whom it addresses. */
  static final String RECIPIENT = ">>>";

  private static final String STRUCTURAL = "<[{`>◁";
  private static final int ASCII = 128;

  private static final List<Syntax> SYNTAXES = Syntaxes.all();

  private final Map<Character, List<Marker>> marked = new HashMap<>();
  private final Map<Character, List<String>> names = new HashMap<>();
  private final boolean[] interesting = new boolean[ASCII];

  private record Marker(String word, Syntax syntax) {}

  /** A syntax whose marker is there, or the news that one may still come. */
  record Found(Syntax syntax, int length, boolean waiting) {
    private static final Found NOTHING = new Found(null, 0, false);
    private static final Found WAITING = new Found(null, 0, true);
  }

  private Markers() {}

  static Markers of(ToolNames tools) {
    Markers markers = new Markers();
    for (Syntax syntax : SYNTAXES) {
      for (String word : syntax.markers()) {
        markers
            .marked
            .computeIfAbsent(word.charAt(0), _ -> new ArrayList<>())
            .add(new Marker(word, syntax));
        if (Character.isLetter(word.charAt(0))) {
          markers.name(word);
        }
      }
    }
    tools.all().forEach(markers::name);
    for (char c : STRUCTURAL.toCharArray()) {
      if (c < ASCII) {
        markers.interesting[c] = true;
      }
    }
    return markers;
  }

  private void name(String word) {
    char first = word.charAt(0);
    names.computeIfAbsent(first, _ -> new ArrayList<>()).add(word);
    if (first < ASCII) {
      interesting[first] = true;
    }
  }

  /** Whether anything can begin with this character here. */
  boolean mayBegin(char c, Surroundings around) {
    if (c >= ASCII) {
      return c == '◁' || names.containsKey(c) && around.wordStart();
    }
    if (!interesting[c]) {
      return false;
    }
    return c == '>'
        ? around.lineStart()
        : !Character.isLetterOrDigit(c) && c != '_' || around.wordStart();
  }

  /** Whether the character begins a word rather than a marker. */
  boolean inWord(char c) {
    return STRUCTURAL.indexOf(c) < 0 || c == '>';
  }

  /** Whether the text is the beginning of a name. */
  boolean beginsName(CharSequence text, int from, int to) {
    for (String name : names.getOrDefault(text.charAt(from), List.of())) {
      if (name.length() >= to - from && name.startsWith(text.subSequence(from, to).toString())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text is a name. */
  boolean isName(CharSequence text, int from, int to) {
    return to > from
        && names
            .getOrDefault(text.charAt(from), List.of())
            .contains(text.subSequence(from, to).toString());
  }

  /** The marker that is there. */
  Found at(CharSequence text, int at, int length) {
    List<Marker> candidates = marked.get(text.charAt(at));
    if (candidates == null) {
      return Found.NOTHING;
    }
    boolean waiting = false;
    for (Marker marker : candidates) {
      int found = dev.hearth.guard.json.Match.word(text, at, length, marker.word);
      if (found > 0) {
        return new Found(marker.syntax, found, false);
      }
      waiting |= found < 0;
    }
    return waiting ? Found.WAITING : Found.NOTHING;
  }
}
