package dev.hearth.desk.services;

import dev.hearth.models.fit.MeasuredMemory;
import dev.hearth.runtime.server.ServerState;
import java.time.Instant;
import java.util.Optional;

/**
 * One model's server as a person sees it.
 *
 * @param state what it is doing
 * @param requests requests under way
 * @param waiting requests that wait until it is ready
 * @param pinned whether it stays whatever else is asked for
 * @param unloadsAt when it goes if nobody uses it
 * @param held what its server said it took; empty until it has loaded, or where it says nothing
 */
public record RunView(
    ServerState state,
    int requests,
    int waiting,
    boolean pinned,
    Optional<Instant> unloadsAt,
    Optional<MeasuredMemory> held) {
  /** Not running. */
  public static final RunView AT_REST = of(new ServerState.Stopped());

  /** A server nobody uses yet. */
  public static RunView of(ServerState state) {
    return new RunView(state, 0, 0, false, Optional.empty(), Optional.empty());
  }

  /** The same in another state. */
  public RunView withState(ServerState next) {
    return new RunView(next, requests, waiting, pinned, unloadsAt, held);
  }
}
