package dev.hearth.runtime.fleet;

import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.server.ServerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fleet at one moment.
 *
 * @param servers the models loaded, loading or leaving
 * @param waiting how many requests wait for each model that is not there yet
 * @param failures why a model's last start or run has failed, until it is started or unloaded again
 */
public record FleetStatus(
    List<Server> servers, Map<String, Integer> waiting, Map<String, ServerFailure> failures) {
  static final FleetStatus EMPTY = new FleetStatus(List.of(), Map.of(), Map.of());

  public FleetStatus {
    servers = List.copyOf(servers);
    waiting = Map.copyOf(waiting);
    failures = Map.copyOf(failures);
  }

  /**
   * One model's server.
   *
   * @param requests requests under way
   * @param waiting requests that wait for it to be ready
   * @param pinned whether it stays, whatever else is asked for
   * @param unloadsAt when it goes if nobody uses it
   */
  public record Server(
      String model,
      ServerState state,
      int requests,
      int waiting,
      boolean pinned,
      Optional<Instant> unloadsAt) {}
}
