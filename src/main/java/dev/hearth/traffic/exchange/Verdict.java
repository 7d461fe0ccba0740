package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Event;

/** What the guard made of a reply, mildest first. */
public enum Verdict {
  /** Not judged, or not yet. */
  UNJUDGED,
  /** Right as it came. */
  PASSED,
  /** Calls repaired without asking the model. */
  REPAIRED,
  /** Calls found in text. */
  RESCUED,
  /** Rejected, and the model was asked again. */
  NUDGED,
  /** Rejected, and the budget was spent. */
  GAVE_UP;

  /** The verdict that a decision stands for. */
  public static Verdict of(Event.Decision decision) {
    return switch (decision) {
      case PASSED -> PASSED;
      case REPAIRED -> REPAIRED;
      case RESCUED -> RESCUED;
      case NUDGED -> NUDGED;
      case GAVE_UP -> GAVE_UP;
    };
  }
}
