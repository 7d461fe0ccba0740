package dev.hearth.models.hub;

import java.io.IOException;

/** Why something asked of the hub could not be done; the message says what to do next. */
public final class HubException extends IOException {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    /** No such repository, file or quantisation. */
    NOT_FOUND,
    /** The repository's terms have to be accepted first, or the token gives no access. */
    NO_ACCESS,
    /** The hub asks to slow down, and went on doing so. */
    RATE_LIMITED,
    /** The hub cannot be reached, or the connection kept breaking. */
    NETWORK,
    /** The hub answered in a way that makes no sense. */
    SERVER,
    /** The file on the hub is another one by now. */
    CHANGED,
    /** What arrived is not what the hub says it should be. */
    WRONG_HASH,
    /** There is not enough room. */
    DISK_FULL,
    /** The hub gave a name or an address that must not be followed. */
    UNSAFE,
    /** A file on this machine is in the way. */
    IN_THE_WAY,
    /** The words given cannot be a repository. */
    NOT_A_REFERENCE
  }

  private final Kind kind;

  HubException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  HubException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
