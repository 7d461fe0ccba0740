package dev.hearth.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        .filter(port -> free(host, port))
        .findFirst();
  }

  private static boolean free(String host, int port) {
    try (ServerSocket trial = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return trial.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
