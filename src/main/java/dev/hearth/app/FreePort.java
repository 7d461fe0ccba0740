package dev.hearth.app;

import dev.hearth.runtime.server.PortChoice;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds a port to offer where the wanted one is taken. */
final class FreePort {
  /** Beyond so many neighbours a number is no longer easy to recognise as Hearth's. */
  private static final int NEIGHBOURS = 20;

  private static final int LAST = 65_535;

  private FreePort() {}

  static OptionalInt after(String host, int taken) {
    return IntStream.rangeClosed(taken + 1, Math.min(LAST, taken + NEIGHBOURS))
        .filter(port -> PortChoice.free(host, port))
        .findFirst();
  }
}
