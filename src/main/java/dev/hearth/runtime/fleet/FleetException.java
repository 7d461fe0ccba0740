package dev.hearth.runtime.fleet;

import java.util.List;

/** A request cannot be given a server. */
public sealed class FleetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FleetException(String message) {
    super(message);
  }

  /** No model has the name that was asked for. */
  public static final class UnknownModel extends FleetException {
    private static final long serialVersionUID = 1L;

    UnknownModel(String requested, List<String> known) {
      super(
          "There is no model called '"
              + requested
              + "'. "
              + (known.isEmpty()
                  ? "The library is empty; add a folder or download a model."
                  : "Known: " + String.join(", ", known) + "."));
    }
  }

  /** The model is not loaded and there is no room for it that may be made. */
  public static final class NoRoom extends FleetException {
    private static final long serialVersionUID = 1L;

    NoRoom(String message) {
      super(message);
    }
  }

  /** The model was not ready in time. */
  public static final class WaitedTooLong extends FleetException {
    private static final long serialVersionUID = 1L;

    WaitedTooLong(String message) {
      super(message);
    }
  }

  /** The server was stopped while the request waited for it. */
  public static final class Stopped extends FleetException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message);
    }
  }
}
