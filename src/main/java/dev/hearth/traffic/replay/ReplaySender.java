package dev.hearth.traffic.replay;

import java.io.IOException;

/** Sends a request through the proxy and waits until the answer is complete. */
@FunctionalInterface
public interface ReplaySender {
  /**
   * Sends it.
   *
   * @return the id of the exchange it became
   * @throws IOException when it could not be sent, with a message for people
   */
  String send(ReplayRequest request) throws IOException, InterruptedException;
}
