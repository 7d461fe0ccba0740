package dev.hearth.runtime.local;

import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailure;

/** There is no llama-server on this machine. */
public final class NoProgramException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final ServerFailure FAILURE =
      new ServerFailure(
          FailureKind.NOT_EXECUTABLE,
          "No llama-server was found on this machine.",
          "Install one (hearth llama install), or choose the program in the settings.");

  NoProgramException() {
    super(FAILURE.sentence());
  }

  /** Cause and remedy apart. */
  ServerFailure failure() {
    return FAILURE;
  }
}
