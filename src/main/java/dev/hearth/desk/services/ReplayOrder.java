package dev.hearth.desk.services;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.replay.Edits;
import java.net.URI;
import java.util.Optional;

/**
 * A request to send again.
 *
 * @param source what is repeated
 * @param edits what is changed
 * @param times how often, one after the other
 * @param server another server instead of this proxy
 * @param key that server's key, empty when it asks for none; kept nowhere
 */
public record ReplayOrder(
    Exchange source, Edits edits, int times, Optional<URI> server, String key) {
  @Override
  public String toString() {
    return "ReplayOrder[" + source.id() + " x" + times + " " + server + "]";
  }
}
