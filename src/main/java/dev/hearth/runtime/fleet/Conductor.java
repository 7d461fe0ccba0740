package dev.hearth.runtime.fleet;

import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.server.ModelServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Decides who is loaded, on one thread, so that no decision is ever taken on half a picture and no
 * lock is held while a server starts or stops.
 */
final class Conductor {
  /** How often those are looked at that come, leave or wait. */
  private static final Duration TICK = Duration.ofMillis(250);

  /** Idle times are of the clock on the wall, which goes on while a machine sleeps. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(15);

  private final Supplier<List<FleetModel>> models;
  private final ServerFactory factory;
  private final InstantSource clock;
  private final FleetThread thread = new FleetThread(this::conductAndPublish, this::nextLook);
  private final FleetBoard board = new FleetBoard(thread.others());
  private final Residents residents;
  private final Map<String, Deque<Waiter>> queue = new LinkedHashMap<>();
  private final Map<String, List<CompletableFuture<Void>>> unloads = new HashMap<>();
  private final Map<String, Making> making = new LinkedHashMap<>();
  private final Map<String, ServerFailure> failures = new LinkedHashMap<>();
  private final Set<String> pinned = new HashSet<>();
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
    this.residents = new Residents(thread, board, clock, this::ended);
  }

  void request(String name, CompletableFuture<Lease> answer) {
    thread.decide(
        () -> {
          List<FleetModel> known = models.get();
          Optional<FleetModel> model = ModelNames.find(name, known);
          if (closing) {
            board.fail(answer, hearthStops());
          } else if (model.isEmpty()) {
            board.fail(
                answer,
                new FleetException.UnknownModel(
                    name, known.stream().map(FleetModel::name).sorted().toList()));
          } else {
            enqueue(model.get(), new Waiter(answer));
          }
        },
        () -> answer.completeExceptionally(hearthStops()));
  }

  private static FleetException hearthStops() {
    return new FleetException.Stopped("Hearth is stopping.");
  }

  CompletableFuture<Void> unload(String name) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    thread.decide(
        () -> {
          String own = ModelNames.find(name, models.get()).map(FleetModel::name).orElse(name);
          Optional<Resident> resident = residents.find(own);
          failures.remove(own);
          if (resident.isEmpty() && !making.containsKey(own)) {
            board.afterwards(() -> gone.complete(null));
          } else {
            unloads.computeIfAbsent(own, key -> new ArrayList<>()).add(gone);
            resident.ifPresent(this::leave);
          }
        },
        () -> gone.complete(null));
    return gone;
  }

  void pin(String name, boolean keep) {
    thread.decide(
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
    thread.decide(() -> options = other, () -> {});
  }

  FleetBoard board() {
    return board;
  }

  void close() {
    CompletableFuture<List<ModelServer>> servers = new CompletableFuture<>();
    thread.decide(
        () -> {
          closing = true;
          queue.values().forEach(this::stopped);
          queue.clear();
          residents.all().forEach(residents::stopWaiters);
          servers.complete(residents.all().stream().map(Resident::server).toList());
        },
        () -> servers.complete(List.of()));
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    servers.join().forEach(it -> ends.add(CompletableFuture.runAsync(it::close, thread.others())));
    ends.forEach(CompletableFuture::join);
    // What is still being made is closed by its maker once nobody decides any more.
    thread.close();
  }

  // Everything below runs on the fleet's thread.

  private void enqueue(FleetModel model, Waiter waiter) {
    Optional<Resident> resident = residents.find(model.name()).filter(it -> !it.leaving());
    if (resident.isPresent()) {
      residents.serve(resident.get(), waiter);
    } else {
      queue.computeIfAbsent(model.name(), key -> new ArrayDeque<>()).add(waiter);
    }
  }

  /** Loads the model that has been waited for longest, and makes room for it. */
  private void conduct() {
    queue.values().forEach(waiting -> waiting.removeIf(Waiter::gone));
    queue.values().removeIf(Deque::isEmpty);
    residents.stopDrained();
    while (!queue.isEmpty() && !closing) {
      String name = queue.keySet().iterator().next();
      Optional<Resident> resident = residents.find(name);
      if (making.containsKey(name) || resident.filter(Resident::leaving).isPresent()) {
        return;
      }
      if (resident.isPresent()) {
        queue.remove(name).forEach(it -> enqueue(resident.get().model(), it));
        continue;
      }
      Optional<FleetModel> model =
          models.get().stream().filter(it -> it.name().equals(name)).findFirst();
      if (model.isEmpty()) {
        refuse(name, new FleetException.UnknownModel(name, List.of()));
      } else if (!loads(model.get())) {
        return;
      }
    }
  }

  /** Loads it or refuses to; false if room is still being made. */
  private boolean loads(FleetModel model) {
    List<FleetModel> made = making.values().stream().map(Making::model).toList();
    Room room = new Room(options, residents.all(), made, pinned);
    if (room.has(model)) {
      make(model);
      return true;
    }
    return makeRoom(model, room);
  }

  /** Sends others away; true if the queue has changed and should be looked at again. */
  private boolean makeRoom(FleetModel model, Room room) {
    if (room.willHave(model)) {
      return false;
    }
    if (!options.swap()) {
      refuse(
          model.name(),
          new FleetException.NoRoom(
              "The model '"
                  + model.name()
                  + "' is not loaded, and swapping models on demand is switched off. Unload another"
                  + " one first."));
      return true;
    }
    Optional<List<Resident>> leaving = room.toLeave(model);
    if (leaving.isPresent()) {
      leaving.get().forEach(this::leave);
      return false;
    }
    if (room.changing()) {
      return false;
    }
    refuse(
        model.name(),
        new FleetException.NoRoom(
            "There is no room for the model '"
                + model.name()
                + "' beside the pinned ones. Unpin or unload one."));
    return true;
  }

  private void refuse(String name, FleetException why) {
    queue.remove(name).forEach(it -> board.fail(it.answer(), why));
  }

  private void make(FleetModel model) {
    failures.remove(model.name());
    // Out of the queue only once there is a resident to wait at.
    Making now = new Making(model, queue.remove(model.name()), clock.instant());
    making.put(model.name(), now);
    thread
        .others()
        .execute(
            () -> {
              try {
                ModelServer server = factory.create(model);
                thread.decide(() -> made(now, server), server::close);
              } catch (Exception e) {
                thread.decide(() -> notMade(now, e), () -> {});
              }
            });
  }

  private void notMade(Making wanted, Exception why) {
    making.remove(wanted.model().name());
    RuntimeException reason =
        why instanceof RuntimeException known
            ? known
            : new ServerFailedException(
                new ServerFailure(
                    FailureKind.NOT_EXECUTABLE,
                    why.getMessage() == null ? why.toString() : why.getMessage(),
                    "Choose another llama-server, or install the official build"
                        + " (hearth llama install)."));
    wanted.waiting().forEach(it -> board.fail(it.answer(), reason));
    ended(
        wanted.model().name(),
        reason instanceof ServerFailedException failed
            ? Optional.of(failed.failure())
            : Optional.empty());
  }

  private void made(Making wanted, ModelServer server) {
    making.remove(wanted.model().name());
    if (closing) {
      stopped(wanted.waiting());
      thread.others().execute(server::close);
      return;
    }
    Resident resident = residents.add(wanted.model(), server, wanted.waiting());
    if (unloads.containsKey(wanted.model().name())) {
      leave(resident);
    }
  }

  private void leave(Resident resident) {
    residents.leave(resident, options.drain());
  }

  /** A model has no server any more, or got none. */
  private void ended(String name, Optional<ServerFailure> failure) {
    failure.ifPresent(it -> failures.put(name, it));
    List<CompletableFuture<Void>> waiting = unloads.remove(name);
    if (waiting != null) {
      waiting.forEach(it -> board.afterwards(() -> it.complete(null)));
    }
  }

  private void unloadIdle() {
    Instant now = clock.instant();
    residents.all().stream()
        .filter(it -> unloadsAt(it).filter(at -> !now.isBefore(at)).isPresent())
        .toList()
        .forEach(this::leave);
  }

  private Optional<Instant> unloadsAt(Resident resident) {
    boolean stays =
        options.idle().isZero() || !resident.idle() || pinned.contains(resident.model().name());
    return stays ? Optional.empty() : Optional.of(resident.lastUsed().plus(options.idle()));
  }

  private void stopped(Deque<Waiter> waiting) {
    waiting.forEach(
        it -> board.fail(it.answer(), new FleetException.Stopped("The server was stopped.")));
  }

  private void conductAndPublish() {
    try {
      unloadIdle();
      conduct();
    } finally {
      publish();
    }
  }

  /** Nothing is looked at while every model is ready and none is to be unloaded. */
  private Optional<Duration> nextLook() {
    if (!queue.isEmpty()
        || !making.isEmpty()
        || residents.all().stream().anyMatch(it -> it.phase() != Resident.Phase.READY)) {
      return Optional.of(TICK);
    }
    return residents.all().stream()
        .flatMap(it -> unloadsAt(it).stream())
        .min(Comparator.naturalOrder())
        .map(at -> Duration.between(clock.instant(), at).plusMillis(1))
        .map(left -> left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP);
  }

  private void publish() {
    List<FleetStatus.Server> servers = new ArrayList<>();
    residents
        .all()
        .forEach(it -> servers.add(it.status(pinned.contains(it.model().name()), unloadsAt(it))));
    making.values().forEach(it -> servers.add(it.status(pinned.contains(it.model().name()))));
    Map<String, Integer> waiting = new LinkedHashMap<>();
    queue.forEach((name, waiters) -> waiting.put(name, waiters.size()));
    board.publish(new FleetStatus(servers, waiting, failures));
  }
}
