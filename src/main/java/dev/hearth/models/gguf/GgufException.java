package dev.hearth.models.gguf;

import java.io.IOException;

/** A file that cannot be read as GGUF; the message says why, fit for a person. */
public final class GgufException extends IOException {
  private static final long serialVersionUID = 1;

  /** What is wrong with the file. */
  public enum Fault {
    /** It is something else. */
    NOT_GGUF,
    /** It is GGUF of a version this reader does not know. */
    UNSUPPORTED,
    /** It ends before its header does. */
    CUT_SHORT,
    /** Its header contradicts itself or names absurd sizes. */
    DAMAGED
  }

  private final Fault fault;

  GgufException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  static GgufException damaged(String message) {
    return new GgufException(Fault.DAMAGED, message);
  }

  /** What is wrong with the file. */
  public Fault fault() {
    return fault;
  }
}
