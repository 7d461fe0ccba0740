package dev.hearth.guard.rescue;

import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.List;

/** Tells what begins at a position of ordinary text: a call, a thought, or nothing. */
final class Beginnings {
  /** How far back a name is looked for when its marker comes behind it. */
  static final int FARTHEST_NAME = 128;

  private final ToolNames tools;
  private final Markers markers;
  private final Tape text;
  private final Surroundings around;
  private final boolean rescuing;
  private int at;
  private int length;
  private boolean more;
  private Moment now = new Moment(false, false, false);

  /**
   * What of the reply so far matters here.
   *
   * @param said whether any prose has come
   * @param harmony whether the reply is in the Harmony format
   * @param data whether the position is inside plain JSON data
   */
  record Moment(boolean said, boolean harmony, boolean data) {}

  Beginnings(ToolNames tools, Tape text, Surroundings around, boolean rescuing) {
    this.tools = tools;
    this.text = text;
    this.around = around;
    this.rescuing = rescuing;
    markers = Markers.of(tools);
  }

  /** Whether it is worth asking about this character. */
  boolean possible(char c) {
    return markers.mayBegin(c, around);
  }

  Beginning begin(char c, int position, boolean moreComes, Moment moment) {
    at = position;
    length = text.length();
    more = moreComes;
    now = moment;
    if (markers.inWord(c)) {
      return rescuing && !around.foreignFence() ? beginWord() : Beginning.NOTHING;
    }
    if (c == '`') {
      return rescuing ? beginFence() : Beginning.NOTHING;
    }
    // A marker in back quotes is being talked about.
    if (!around.quoted()) {
      Beginning thought = beginThought();
      if (thought != Beginning.NOTHING || !rescuing || around.foreignFence()) {
        return thought;
      }
      Beginning marked = beginMarked();
      if (marked != Beginning.NOTHING) {
        return marked;
      }
    } else if (!rescuing || around.foreignFence()) {
      return Beginning.NOTHING;
    }
    return c == '{' || c == '[' ? beginBracket(c) : Beginning.NOTHING;
  }

  private Beginning beginThought() {
    if (around.inFence()) {
      return Beginning.NOTHING;
    }
    boolean mayOpen = rescuing ? around.lineStart() : !now.said();
    if (mayOpen) {
      int open = Match.any(text, at, length, ThinkTags.OPENERS);
      if (open < 0 && more) {
        return Beginning.WAIT;
      }
      if (open > 0) {
        return Beginning.of(Beginning.Kind.THOUGHT, open);
      }
    }
    if (!rescuing) {
      return Beginning.NOTHING;
    }
    int close = Match.any(text, at, length, ThinkTags.CLOSERS);
    if (close < 0 && more) {
      return Beginning.WAIT;
    }
    if (close > 0) {
      return Beginning.of(Beginning.Kind.THOUGHT_ENDS, close);
    }
    return Beginning.NOTHING;
  }

  private Beginning beginMarked() {
    Markers.Found found = markers.at(text, at, length);
    if (found.waiting() && more) {
      return Beginning.WAIT;
    }
    if (found.syntax() != null) {
      return Beginning.of(found.syntax().open(tools, at, at + found.length()));
    }
    if (now.harmony()) {
      int end = Match.any(text, at, length, HarmonyBlock.ENDS);
      if (end < 0 && more) {
        return Beginning.WAIT;
      }
      if (end > 0) {
        return Beginning.of(Beginning.Kind.MARKUP, end);
      }
    }
    return beginArguments();
  }

  /** {@code name[ARGS]{…}} whose name is no tool's: the name has already gone. */
  private Beginning beginArguments() {
    int found = Match.word(text, at, length, MistralBlock.ARGUMENTS);
    if (found < 0 && more) {
      return Beginning.WAIT;
    }
    int from = at;
    while (from > 0 && at - from < FARTHEST_NAME && Match.nameChar(text.charAt(from - 1))) {
      from--;
    }
    if (found <= 0 || from == at) {
      return Beginning.NOTHING;
    }
    String name = text.substring(from, at);
    return Beginning.of(new CallBlock(tools, "Mistral", MistralBlock.BRIDGES, name, at + found));
  }

  private Beginning beginBracket(char c) {
    if (now.data()) {
      return Beginning.NOTHING;
    }
    if (c == '{') {
      return Beginning.of(new BareJsonBlock(tools, at));
    }
    int next = Block.past(text, at + 1, length, " \t\r\n");
    if (next >= length) {
      return more ? Beginning.WAIT : Beginning.NOTHING;
    }
    char first = text.charAt(next);
    if (first == '{') {
      return Beginning.of(new BareJsonBlock(tools, at));
    }
    if (Character.isLetter(first) || first == '_') {
      return Beginning.of(new PythonBlock(tools, true, at));
    }
    return Beginning.NOTHING;
  }

  private Beginning beginFence() {
    int found = Match.word(text, at, length, FenceBlock.FENCE);
    if (found < 0 && more && around.fencePossible()) {
      return Beginning.WAIT;
    }
    if (found <= 0 || !around.fencePossible()) {
      return Beginning.NOTHING;
    }
    if (around.inFence()) {
      return Beginning.of(Beginning.Kind.FENCE_ENDS, found);
    }
    return Beginning.of(new FenceBlock(tools, at));
  }

  /** A tool's name at the start of a word is kept until the next character shows what it is. */
  private Beginning beginWord() {
    if (text.charAt(at) == '>') {
      return beginRecipient();
    }
    int end = at;
    while (end < length && Match.nameChar(text.charAt(end))) {
      end++;
    }
    if (end >= length) {
      return more && markers.beginsName(text, at, end) ? Beginning.SILENT_WAIT : Beginning.NOTHING;
    }
    char next = text.charAt(end);
    if (next != '[' && next != '(' || !markers.isName(text, at, end)) {
      return Beginning.NOTHING;
    }
    if (next == '(') {
      if (!around.lineStart() || now.data()) {
        return Beginning.NOTHING;
      }
      return Beginning.of(new PythonBlock(tools, false, at));
    }
    int bridge = Match.any(text, end, length, MistralBlock.BRIDGES);
    if (bridge < 0 && more) {
      return Beginning.WAIT;
    }
    if (bridge <= 0) {
      return fireFunction(end);
    }
    return Beginning.of(
        new CallBlock(
            tools, "Mistral", MistralBlock.BRIDGES, text.substring(at, end), end + bridge));
  }

  private Beginning fireFunction(int end) {
    Markers.Found found = markers.at(text, at, end);
    if (found.syntax() == null) {
      return Beginning.NOTHING;
    }
    return Beginning.of(found.syntax().open(tools, at, at + found.length()));
  }

  /** Functionary's {@code >>>name} at the start of a line. */
  private Beginning beginRecipient() {
    int found = Match.word(text, at, length, Markers.RECIPIENT);
    if (found < 0 && more) {
      return Beginning.WAIT;
    }
    if (found <= 0) {
      return Beginning.NOTHING;
    }
    int end = at + found;
    while (end < length && Match.nameChar(text.charAt(end))) {
      end++;
    }
    if (end >= length && more) {
      boolean possible = end == at + found || markers.beginsName(text, at + found, end);
      return possible ? Beginning.WAIT : Beginning.NOTHING;
    }
    if (!markers.isName(text, at + found, end)) {
      return Beginning.NOTHING;
    }
    return Beginning.of(new CallBlock(tools, "Functionary", List.of(), at + found));
  }
}
