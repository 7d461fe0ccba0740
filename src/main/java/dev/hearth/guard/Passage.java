package dev.hearth.guard;

import dev.hearth.wire.Delta;

/** What the gate does with the stream, in order. */
public sealed interface Passage {
  /** This goes to the client now. */
  record Released(Delta delta) implements Passage {}

  /** From here on the gate keeps what comes, because it may be {@code why}. */
  record Holding(String why) implements Passage {}

  /** The gate no longer holds; {@code chars} of held text were released or consumed. */
  record LetGo(int chars, boolean released) implements Passage {}
}
