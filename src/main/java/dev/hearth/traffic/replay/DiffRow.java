package dev.hearth.traffic.replay;

/**
 * One line of two texts side by side.
 *
 * @param kind what happened to it
 * @param left the line in the first text, empty when it has none there
 * @param right the line in the second
 */
public record DiffRow(Kind kind, String left, String right) {
  /** What happened to a line. */
  public enum Kind {
    /** The same in both. */
    SAME,
    /** In both, but not the same. */
    CHANGED,
    /** Only in the first. */
    REMOVED,
    /** Only in the second. */
    ADDED
  }
}
