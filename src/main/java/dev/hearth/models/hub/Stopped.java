package dev.hearth.models.hub;

import java.io.IOException;

/** A download was told to stop while it was at work. */
final class Stopped extends IOException {
  private static final long serialVersionUID = 1;

  Stopped() {
    super("stopped");
  }
}
