package dev.hearth.wire;

/** How much of earlier thinking is sent back to the backend. */
public enum ReasoningReplay {
  /** None of it. */
  NONE,
  /** Only that of the last assistant message that has any. */
  KEEP_LAST,
  /** All of it, as the client sent it. */
  FULL
}
