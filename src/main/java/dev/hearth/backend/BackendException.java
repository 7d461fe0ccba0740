package dev.hearth.backend;

import java.io.IOException;

/** The model server could not be talked to. The message is safe to show; details are the cause. */
public final class BackendException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** No connection could be made. */
    UNREACHABLE,
    /** It was silent for too long. */
    TIMEOUT,
    /** The connection ended in the middle of a reply. */
    BROKEN_OFF,
    /** What came is not what was agreed. */
    UNINTELLIGIBLE,
    /** Nobody can serve this model now. */
    UNAVAILABLE,
    /** No model has the name that was asked for. */
    UNKNOWN_MODEL,
    /** The call was cancelled by Hearth. */
    CANCELLED
  }

  private final Kind kind;

  public BackendException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public BackendException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
