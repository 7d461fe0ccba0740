package dev.hearth.traffic.exchange;

/** Where an exchange stands. */
public enum Phase {
  /** Its head or body is being read. */
  RECEIVED,
  /** It waits for its turn. */
  QUEUED,
  /** It waits for something else, for instance a loading model. */
  WAITING,
  /** The backend has it and has produced nothing yet. */
  PREFILL,
  /** Tokens arrive. */
  STREAMING,
  /** Tokens arrive and the guard holds them back. */
  HELD,
  /** The reply was rejected and the next attempt is being made. */
  RETRYING,
  /** The client has all of it. */
  DONE,
  /** The client got an error. */
  FAILED,
  /** The client went away, or the user cancelled. */
  CANCELLED,
  /** Hearth itself ended while it was in flight. */
  INTERRUPTED;

  /** Whether more is to come. */
  public boolean live() {
    return compareTo(DONE) < 0;
  }
}
