package dev.hearth.runtime.local;

/** There is no llama-server on this machine. */
public final class NoProgramException extends Exception {
  private static final long serialVersionUID = 1L;

  NoProgramException() {
    super(
        "No llama-server was found on this machine. Install one with \"hearth llama install\", or"
            + " choose the program under Settings.");
  }
}
