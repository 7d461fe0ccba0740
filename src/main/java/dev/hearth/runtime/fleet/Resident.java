package dev.hearth.runtime.fleet;

import dev.hearth.runtime.server.ModelServer;
import dev.hearth.runtime.server.ServerState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A model that has a server, as the conductor sees it; touched by its thread only. */
final class Resident {
  /** What the conductor has in mind for it. */
  enum Phase {
    LOADING,
    READY,
    DRAINING,
    STOPPING
  }

  private final FleetModel model;
  private final ModelServer server;
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  // The server's thread revokes leases when it stops.
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private Phase phase = Phase.LOADING;
  private Instant lastUsed;
  private Optional<Instant> drainUntil = Optional.empty();

  Resident(FleetModel model, ModelServer server, Instant now) {
    this.model = model;
    this.server = server;
    this.lastUsed = now;
    server.beforeStop(() -> leases.forEach(Lease::revoke));
  }

  FleetModel model() {
    return model;
  }

  ModelServer server() {
    return server;
  }

  Deque<Waiter> waiters() {
    return waiters;
  }

  Set<Lease> leases() {
    return leases;
  }

  Phase phase() {
    return phase;
  }

  void phase(Phase next) {
    phase = next;
  }

  Instant lastUsed() {
    return lastUsed;
  }

  void used(Instant now) {
    lastUsed = now;
  }

  boolean leaving() {
    return phase == Phase.DRAINING || phase == Phase.STOPPING;
  }

  boolean idle() {
    return phase == Phase.READY && leases.isEmpty() && waiters.isEmpty();
  }

  void drain(Instant until) {
    phase = Phase.DRAINING;
    drainUntil = Optional.of(until);
    server.draining(leases.size());
  }

  boolean drained(Instant now) {
    return phase == Phase.DRAINING
        && (leases.isEmpty() || drainUntil.filter(now::isAfter).isPresent());
  }

  FleetStatus.Server status(boolean pinned, Optional<Instant> unloadsAt) {
    ServerState state = server.state();
    return new FleetStatus.Server(
        model.name(), state, leases.size(), waiters.size(), pinned, unloadsAt);
  }
}
