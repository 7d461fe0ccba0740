package dev.hearth.guard.rescue;

import java.util.List;

/** Who is told what a text consists of, in the order of the text. */
public interface Sink {
  /** Ordinary text. */
  void prose(String text);

  /** Thinking that was marked as such. */
  void thought(String text);

  /** Calls, and the text they were read from. */
  void calls(String syntax, List<WrittenCall> calls, String source);

  /**
   * Something that was certainly meant as a call but cannot be read.
   *
   * @param tool the tool it seems to be about, or empty
   * @param cut whether the text ended inside it
   */
  void broken(String syntax, String tool, boolean cut, String source);

  /** Structure of the model's own format, which nobody should see. */
  void markup(String source);

  /** Thinking ends here whose beginning was never seen: what came before was thinking. */
  void unopenedThoughtEnds();
}
