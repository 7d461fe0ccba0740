package dev.hearth.guard.rescue;

import java.util.List;

/** What a stretch of text turned out to be. */
sealed interface Outcome {
  /** Calls that can be read. */
  record Calls(List<WrittenCall> calls) implements Outcome {
    public Calls {
      calls = List.copyOf(calls);
    }
  }

  /**
   * Certainly meant as a call, but unreadable.
   *
   * @param tool the tool it seems to be about, empty when that cannot be told
   * @param cut whether the text ended inside it
   */
  record Broken(String tool, boolean cut) implements Outcome {}

  /** Structure of the model's own format that nobody should see. */
  record Markup() implements Outcome {}

  /** What follows is thinking, up to one of the closers. */
  record Thought() implements Outcome {}
}
