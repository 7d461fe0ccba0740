package dev.hearth.proxy;

import dev.hearth.traffic.Caller;
import java.time.Instant;

/**
 * An exchange that is going on.
 *
 * @param exchange its id, as in events
 * @param model the model asked for, empty when not known
 * @param attempt the backend call that is going on, 0 before the first
 */
public record InFlight(
    String exchange,
    Caller caller,
    String method,
    String path,
    String model,
    Instant received,
    Phase phase,
    int attempt) {
  /** How far it is. */
  public enum Phase {
    RECEIVED,
    QUEUED,
    WAITING,
    SENT,
    STREAMING
  }
}
