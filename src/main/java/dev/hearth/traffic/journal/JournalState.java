package dev.hearth.traffic.journal;

/**
 * Whether the journal records.
 *
 * @param kind the state in one word
 * @param message what happened and what to do, empty when all is well
 */
public record JournalState(Kind kind, String message) {
  /** The states. */
  public enum Kind {
    /** Everything is recorded. */
    RECORDING,
    /** Only metadata is recorded. */
    METADATA,
    /** The user wants nothing recorded. */
    OFF,
    /** Nothing is recorded until the user says otherwise. */
    INCOGNITO,
    /** Nothing can be recorded; the message says why. */
    FAILED,
    /** It was closed. */
    CLOSED
  }
}
