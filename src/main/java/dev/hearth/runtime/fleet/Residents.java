package dev.hearth.runtime.fleet;

import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.fleet.Resident.Phase;
import dev.hearth.runtime.server.ModelServer;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that have a server: how they become ready, are used, leave and end. For the fleet's
 * thread only.
 */
final class Residents {
  private final Map<String, Resident> byName = new LinkedHashMap<>();
  private final FleetThread thread;
  private final FleetBoard board;
  private final InstantSource clock;
  private final Ended ended;

  /** Is told when a model has no server any more. */
  @FunctionalInterface
  interface Ended {
    void with(String model, Optional<ServerFailure> failure);
  }

  Residents(FleetThread thread, FleetBoard board, InstantSource clock, Ended ended) {
    this.thread = thread;
    this.board = board;
    this.clock = clock;
    this.ended = ended;
  }

  Collection<Resident> all() {
    return byName.values();
  }

  Optional<Resident> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Starts a new server and follows it. */
  Resident add(FleetModel model, ModelServer server, Deque<Waiter> waiting) {
    Resident resident = new Resident(model, server, clock.instant());
    byName.put(model.name(), resident);
    resident.waiters().addAll(waiting);
    server.onState(state -> thread.decide(() -> news(resident), () -> {}));
    // A failure is told by the state as well.
    server.start().exceptionally(failure -> null);
    return resident;
  }

  /** Gives a request its lease, now or when the server is ready. */
  void serve(Resident resident, Waiter waiter) {
    if (resident.phase() == Phase.READY) {
      grant(resident, waiter);
    } else {
      resident.waiters().add(waiter);
    }
  }

  private void grant(Resident resident, Waiter waiter) {
    Optional<ServerEndpoint> endpoint = endpoint(resident.server().state());
    if (endpoint.isEmpty()) {
      // It was lost a moment ago; the news is on its way.
      resident.phase(Phase.LOADING);
      resident.waiters().add(waiter);
      return;
    }
    Lease[] lease = new Lease[1];
    lease[0] =
        new Lease(
            resident.model().name(),
            endpoint.get(),
            () -> thread.decide(() -> giveBack(resident, lease[0]), () -> {}));
    resident.leases().add(lease[0]);
    resident.used(clock.instant());
    board.afterwards(
        () -> {
          // A waiter who has left meanwhile takes nothing with him.
          if (!waiter.answer().complete(lease[0])) {
            lease[0].close();
          }
        });
  }

  private static Optional<ServerEndpoint> endpoint(ServerState state) {
    return switch (state) {
      case ServerState.Ready it -> Optional.of(it.endpoint());
      case ServerState.Sleeping it -> Optional.of(it.ready().endpoint());
      default -> Optional.empty();
    };
  }

  private void giveBack(Resident resident, Lease lease) {
    resident.leases().remove(lease);
    resident.used(clock.instant());
    if (resident.phase() == Phase.DRAINING) {
      resident.server().draining(resident.leases().size());
    }
  }

  /** A server's state has changed; the present one is what counts. */
  private void news(Resident resident) {
    if (byName.get(resident.model().name()) != resident) {
      return;
    }
    switch (resident.server().state()) {
      case ServerState.Ready it -> ready(resident);
      case ServerState.Sleeping it -> ready(resident);
      case ServerState.Failed it -> {
        failWaiters(resident, new ServerFailedException(it.failure()));
        gone(resident, Optional.of(it.failure()));
      }
      case ServerState.Stopped it -> {
        stopWaiters(resident);
        gone(resident, Optional.empty());
      }
      case ServerState.Starting it -> {
        if (resident.phase() == Phase.READY) {
          resident.phase(Phase.LOADING);
        }
      }
      case ServerState.Draining it -> {}
      case ServerState.Stopping it -> resident.phase(Phase.STOPPING);
    }
  }

  private void ready(Resident resident) {
    if (resident.phase() == Phase.LOADING) {
      resident.phase(Phase.READY);
      resident.used(clock.instant());
      List<Waiter> waiting = List.copyOf(resident.waiters());
      resident.waiters().clear();
      waiting.stream().filter(it -> !it.gone()).forEach(it -> grant(resident, it));
    }
  }

  /** Tells those who wait for a server that it was stopped. */
  void stopWaiters(Resident resident) {
    failWaiters(resident, new FleetException.Stopped("The server was stopped."));
  }

  private void failWaiters(Resident resident, RuntimeException why) {
    resident.waiters().forEach(waiter -> board.fail(waiter.answer(), why));
    resident.waiters().clear();
  }

  /** Lets a model go once what is under way is finished, or patience is at an end. */
  void leave(Resident resident, Duration patience) {
    if (resident.phase() == Phase.READY) {
      resident.drain(clock.instant().plus(patience));
    } else if (resident.phase() == Phase.LOADING) {
      stop(resident);
    }
  }

  /** Stops those whose requests are finished. */
  void stopDrained() {
    byName.values().stream()
        .filter(it -> it.drained(clock.instant()))
        .toList()
        .forEach(Residents::stop);
  }

  private static void stop(Resident resident) {
    resident.phase(Phase.STOPPING);
    resident.server().stop();
  }

  private void gone(Resident resident, Optional<ServerFailure> failure) {
    byName.remove(resident.model().name());
    thread.others().execute(resident.server()::close);
    ended.with(resident.model().name(), failure);
  }
}
