package dev.hearth.guard.rescue;

import dev.hearth.guard.names.ToolNames;

/**
 * A stretch of text that may be a call, read while it arrives. It never looks twice at a character
 * except to read the whole once it is complete.
 */
abstract class Block {
  /** How reading goes. */
  enum Progress {
    /** More text is needed. */
    OPEN,
    /** It is ordinary text, known up to {@link Block#end()}. */
    REFUSED,
    /** It is complete and ends at {@link Block#end()}. */
    CLOSED
  }

  protected final ToolNames tools;

  /** The next character to look at. */
  protected int at;

  private Outcome outcome = new Outcome.Markup();

  protected Block(ToolNames tools, int from) {
    this.tools = tools;
    at = from;
  }

  abstract Progress read(CharSequence text, int length, Ending ending);

  /** What the user is told while it is held. */
  abstract String syntax();

  /** Behind the block once closed; as far as it was read when refused. */
  int end() {
    return at;
  }

  /** What it is, once closed. */
  final Outcome outcome() {
    return outcome;
  }

  protected final Progress close(Outcome what) {
    outcome = what;
    return Progress.CLOSED;
  }

  /** Beyond so much white space nothing belongs together; looking further again costs too much. */
  private static final int FARTHEST = 256;

  /**
   * The next position from {@code from} whose character is none of {@code skipped}; the length of
   * the text when more is needed to tell.
   */
  protected static int past(CharSequence text, int from, int length, String skipped) {
    int next = from;
    while (next < length && next - from < FARTHEST && skipped.indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next;
  }

  protected final void skipSpace(CharSequence text, int length) {
    while (at < length && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
