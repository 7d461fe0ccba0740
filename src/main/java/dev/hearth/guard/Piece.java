package dev.hearth.guard;

import dev.hearth.guard.rescue.WrittenCall;
import java.util.List;

/** A part of a reply's text that was not let through at once. */
sealed interface Piece {
  /** The text it was. */
  String source();

  /** Ordinary text. */
  record Prose(String source) implements Piece {}

  /** Calls written as text. */
  record Calls(String syntax, List<WrittenCall> calls, String source) implements Piece {
    public Calls {
      calls = List.copyOf(calls);
    }
  }

  /** What was meant as a call but cannot be read. */
  record Broken(String syntax, String tool, boolean cut, String source) implements Piece {}
}
