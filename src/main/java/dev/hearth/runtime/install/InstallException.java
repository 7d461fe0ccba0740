package dev.hearth.runtime.install;

import java.io.IOException;

/** An install did not succeed; the message says why and what to do. Nothing of it is left. */
public final class InstallException extends IOException {
  private static final long serialVersionUID = 1L;

  public InstallException(String message) {
    super(message);
  }

  public InstallException(String message, Throwable cause) {
    super(message, cause);
  }
}
