package dev.hearth.runtime.fleet;

import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.fleet.Resident.Phase;
import dev.hearth.runtime.server.ModelServer;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who is loaded, on one thread, so that no decision is ever taken on half a picture and no
 * lock is held while a server starts or stops.
 */
final class Conductor {
  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

  /** How often idle times and the patience of drains are looked at. */
  private static final Duration TICK = Duration.ofMillis(250);

  private final Supplier<List<FleetModel>> models;
  private final ServerFactory factory;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("fleet").daemon().factory());
  // Makes servers and completes answers: both may take time that decisions must not wait for.
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Resident> residents = new LinkedHashMap<>();
  private final Map<String, Deque<Waiter>> queue = new LinkedHashMap<>();
  private final Map<String, List<CompletableFuture<Void>>> unloads = new HashMap<>();
  private final Map<String, FleetModel> making = new HashMap<>();
  private final Set<String> pinned = new HashSet<>();
  private final FleetBoard board = new FleetBoard(others);
  private FleetOptions options;
  private boolean closing;

  Conductor(
      Supplier<List<FleetModel>> models,
      ServerFactory factory,
      FleetOptions options,
      InstantSource clock) {
    this.models = models;
    this.factory = factory;
    this.options = options;
    this.clock = clock;
    thread.scheduleWithFixedDelay(
        () -> guarded(this::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  void request(String name, CompletableFuture<Lease> answer) {
    decide(
        () -> {
          List<FleetModel> known = models.get();
          Optional<FleetModel> model = ModelNames.find(name, known);
          if (closing) {
            fail(answer, new FleetException.Stopped("Hearth is stopping."));
          } else if (model.isEmpty()) {
            fail(
                answer,
                new FleetException.UnknownModel(
                    name, known.stream().map(FleetModel::name).sorted().toList()));
          } else {
            enqueue(model.get(), new Waiter(answer));
          }
        },
        () -> answer.completeExceptionally(new FleetException.Stopped("Hearth is stopping.")));
  }

  CompletableFuture<Void> unload(String name) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    decide(
        () -> {
          Optional<Resident> resident =
              ModelNames.find(name, models.get())
                  .map(FleetModel::name)
                  .or(() -> Optional.of(name))
                  .map(residents::get);
          String own = resident.map(it -> it.model().name()).orElse(name);
          if (resident.isEmpty() && !making.containsKey(own)) {
            gone.complete(null);
          } else {
            unloads.computeIfAbsent(own, key -> new ArrayList<>()).add(gone);
            resident.ifPresent(this::leave);
          }
        },
        () -> gone.complete(null));
    return gone;
  }

  void pin(String name, boolean keep) {
    decide(
        () ->
            ModelNames.find(name, models.get())
                .ifPresent(
                    model -> {
                      if (keep) {
                        pinned.add(model.name());
                      } else {
                        pinned.remove(model.name());
                      }
                    }),
        () -> {});
  }

  void options(FleetOptions other) {
    decide(() -> options = other, () -> {});
  }

  FleetBoard board() {
    return board;
  }

  void close() {
    CompletableFuture<List<ModelServer>> servers = new CompletableFuture<>();
    decide(
        () -> {
          closing = true;
          queue.values().forEach(waiting -> waiting.forEach(this::stopped));
          queue.clear();
          residents.values().forEach(it -> it.waiters().forEach(this::stopped));
          servers.complete(residents.values().stream().map(Resident::server).toList());
        },
        () -> servers.complete(List.of()));
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    servers.join().forEach(it -> ends.add(CompletableFuture.runAsync(it::close, others)));
    ends.forEach(CompletableFuture::join);
    // What others still make is closed by them once nobody decides any more.
    thread.close();
    others.close();
  }

  // Everything below runs on the conductor's thread.

  private void enqueue(FleetModel model, Waiter waiter) {
    Resident resident = residents.get(model.name());
    if (resident == null || resident.leaving()) {
      queue.computeIfAbsent(model.name(), key -> new ArrayDeque<>()).add(waiter);
    } else if (resident.phase() == Phase.READY) {
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
            () -> decide(() -> giveBack(resident, lease[0]), () -> {}));
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

  /** Loads the model that has been waited for longest, and makes room for it. */
  private void conduct() {
    queue.values().forEach(waiting -> waiting.removeIf(Waiter::gone));
    queue.values().removeIf(Deque::isEmpty);
    residents.values().stream()
        .filter(it -> it.drained(clock.instant()))
        .toList()
        .forEach(this::stop);
    while (!queue.isEmpty() && !closing) {
      String name = queue.keySet().iterator().next();
      Resident resident = residents.get(name);
      if (making.containsKey(name) || resident != null && resident.leaving()) {
        return;
      }
      if (resident != null) {
        queue.remove(name).forEach(it -> enqueue(resident.model(), it));
        continue;
      }
      Optional<FleetModel> model =
          models.get().stream().filter(it -> it.name().equals(name)).findFirst();
      if (model.isEmpty()) {
        queue
            .remove(name)
            .forEach(it -> fail(it.answer(), new FleetException.UnknownModel(name, List.of())));
        continue;
      }
      Room room = new Room(options, residents.values(), making.values(), pinned);
      if (room.has(model.get())) {
        make(model.get());
      } else if (!makeRoom(model.get(), room)) {
        return;
      }
    }
  }

  /** Sends others away; true if the queue has changed and should be looked at again. */
  private boolean makeRoom(FleetModel model, Room room) {
    if (room.willHave(model)) {
      return false;
    }
    if (!options.swap()) {
      return refuse(
          model,
          "The model '"
              + model.name()
              + "' is not loaded, and swapping models on demand is switched off. Unload another"
              + " one first.");
    }
    Optional<List<Resident>> leaving = room.toLeave(model);
    if (leaving.isPresent()) {
      leaving.get().forEach(this::leave);
      return false;
    }
    return !room.changing()
        && refuse(
            model,
            "There is no room for the model '"
                + model.name()
                + "' beside the pinned ones. Unpin or unload one.");
  }

  private boolean refuse(FleetModel model, String message) {
    queue.remove(model.name()).forEach(it -> fail(it.answer(), new FleetException.NoRoom(message)));
    return true;
  }

  private void make(FleetModel model) {
    making.put(model.name(), model);
    // Out of the queue only once there is a resident to wait at.
    Deque<Waiter> waiting = queue.remove(model.name());
    others.execute(
        () -> {
          try {
            ModelServer server = factory.create(model);
            decide(() -> made(model, server, waiting), server::close);
          } catch (Exception e) {
            decide(() -> notMade(model, e, waiting), () -> {});
          }
        });
  }

  private void notMade(FleetModel model, Exception why, Deque<Waiter> waiting) {
    making.remove(model.name());
    RuntimeException reason =
        why instanceof RuntimeException known
            ? known
            : new ServerFailedException(
                new ServerFailure(
                    FailureKind.NOT_EXECUTABLE,
                    why.getMessage() == null ? why.toString() : why.getMessage(),
                    "Choose another llama-server, or install one with 'hearth llama install'."));
    waiting.forEach(it -> fail(it.answer(), reason));
  }

  private void made(FleetModel model, ModelServer server, Deque<Waiter> waiting) {
    making.remove(model.name());
    if (closing) {
      waiting.forEach(this::stopped);
      others.execute(server::close);
      return;
    }
    Resident resident = new Resident(model, server, clock.instant());
    residents.put(model.name(), resident);
    resident.waiters().addAll(waiting);
    server.onState(state -> decide(() -> news(resident), () -> {}));
    // A failure is told by the state as well.
    server.start().exceptionally(failure -> null);
    if (unloads.containsKey(model.name())) {
      leave(resident);
    }
  }

  /** A server's state has changed; the present one is what counts. */
  private void news(Resident resident) {
    if (residents.get(resident.model().name()) != resident) {
      return;
    }
    switch (resident.server().state()) {
      case ServerState.Ready it -> ready(resident);
      case ServerState.Sleeping it -> ready(resident);
      case ServerState.Failed it -> {
        resident
            .waiters()
            .forEach(waiter -> fail(waiter.answer(), new ServerFailedException(it.failure())));
        gone(resident);
      }
      case ServerState.Stopped it -> {
        resident.waiters().forEach(this::stopped);
        gone(resident);
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

  private void leave(Resident resident) {
    if (resident.phase() == Phase.READY) {
      resident.drain(clock.instant().plus(options.drain()));
    } else if (resident.phase() == Phase.LOADING) {
      stop(resident);
    }
  }

  private void stop(Resident resident) {
    resident.phase(Phase.STOPPING);
    resident.server().stop();
  }

  private void gone(Resident resident) {
    residents.remove(resident.model().name());
    others.execute(resident.server()::close);
    List<CompletableFuture<Void>> waiting = unloads.remove(resident.model().name());
    if (waiting != null) {
      waiting.forEach(it -> board.afterwards(() -> it.complete(null)));
    }
  }

  private void tick() {
    Instant now = clock.instant();
    residents.values().stream()
        .filter(it -> unloadsAt(it).filter(at -> !now.isBefore(at)).isPresent())
        .toList()
        .forEach(this::leave);
    conduct();
    publish();
  }

  private Optional<Instant> unloadsAt(Resident resident) {
    boolean stays =
        options.idle().isZero() || !resident.idle() || pinned.contains(resident.model().name());
    return stays ? Optional.empty() : Optional.of(resident.lastUsed().plus(options.idle()));
  }

  private void stopped(Waiter waiter) {
    fail(waiter.answer(), new FleetException.Stopped("The server was stopped."));
  }

  private void fail(CompletableFuture<?> answer, RuntimeException why) {
    board.afterwards(() -> answer.completeExceptionally(why));
  }

  private void decide(Runnable change, Runnable ifOver) {
    try {
      thread.execute(
          () -> {
            guarded(change);
            guarded(this::conduct);
            guarded(this::publish);
          });
    } catch (RejectedExecutionException e) {
      ifOver.run();
    }
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("The fleet could not carry out a step", e);
    }
  }

  private void publish() {
    List<FleetStatus.Server> servers =
        residents.values().stream()
            .map(it -> it.status(pinned.contains(it.model().name()), unloadsAt(it)))
            .toList();
    Map<String, Integer> waiting = new LinkedHashMap<>();
    queue.forEach((name, waiters) -> waiting.put(name, waiters.size()));
    board.publish(new FleetStatus(servers, waiting));
  }
}
