package dev.hearth.traffic.journal;

/** The journal could not do what was asked; the message is for people. */
public final class JournalException extends RuntimeException {
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
