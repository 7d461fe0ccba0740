package dev.hearth.runtime.binary;

/** A program that was found cannot be run or does not answer as a model server should. */
public final class ProbeFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public ProbeFailedException(String message) {
    super(message);
  }
}
