package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelRuns;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.fit.MeasuredMemory;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.local.NoProgramException;
import dev.hearth.runtime.log.LogLine;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.runtime.server.Supervisor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** The fleet for the desk. */
final class DeskRuns implements ModelRuns, AutoCloseable {
  private static final Duration MEMORY_INTERVAL = Duration.ofSeconds(3);

  private final LocalModels local;
  private final Executor work;
  private final LiveValue<Map<String, RunView>> runs = new LiveValue<>(Map.of());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("desk-runs").factory());
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .callTimeout(ServerMeters.INTERVAL.multipliedBy(2))
          .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
          .build();
  private final ServerMeters meters;

  /** By model, for each server that serves; empty while it is being read. */
  private final Map<String, Optional<MeasuredMemory>> held = new ConcurrentHashMap<>();

  private final MemoryLook look;
  private final Live<Optional<MachineMemory>> memory;
  private final Runnable fleetWatch;

  DeskRuns(LocalModels local, Executor work) {
    this.local = local;
    this.work = work;
    meters =
        new ServerMeters(
            alias -> local.server(alias).map(Supervisor::state), this::used, clock, http);
    look = new MemoryLook(local, new AbilityProbe());
    memory = new WatchedValue<>(Optional.empty(), look, MEMORY_INTERVAL, clock);
    fleetWatch = local.fleet().onChange(this::fleet);
    fleet(local.fleet().status());
  }

  @Override
  public Live<Map<String, RunView>> runs() {
    return runs;
  }

  @Override
  public Live<Optional<MachineMemory>> memory() {
    return memory;
  }

  @Override
  public int room() {
    return local.room();
  }

  @Override
  public CompletableFuture<Void> start(String alias) {
    return local.fleet().load(alias);
  }

  @Override
  public CompletableFuture<Void> stop(String alias) {
    return local.fleet().unload(alias);
  }

  @Override
  public CompletableFuture<Void> restart(String alias) {
    return local.fleet().unload(alias).thenCompose(gone -> local.fleet().load(alias));
  }

  @Override
  public void pin(String alias, boolean pinned) {
    local.fleet().pin(alias, pinned);
  }

  @Override
  public CompletableFuture<LaunchPlan> plan(Model model, LaunchPreset preset) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return local.plan(model, preset);
          } catch (NoProgramException | ProbeFailedException e) {
            throw new CompletionException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
          }
        },
        work);
  }

  @Override
  public Optional<ServerLog> log(String alias) {
    return local.server(alias).map(Supervisor::log);
  }

  @Override
  public Watch watchMetrics(String alias, Consumer<ServerMetrics> listener) {
    return meters.watch(alias, listener);
  }

  private boolean used(String alias) {
    return runs.now().getOrDefault(alias, RunView.AT_REST).requests() > 0;
  }

  private synchronized void fleet(FleetStatus status) {
    Map<String, RunView> all = new HashMap<>();
    status.failures().forEach((name, why) -> all.put(name, failed(why)));
    status.servers().forEach(server -> all.put(server.model(), view(server)));
    if (!states(all).equals(states(runs.now()))) {
      look.changed();
    }
    runs.set(Map.copyOf(all));
  }

  private static Map<String, ServerState> states(Map<String, RunView> runs) {
    return runs.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().state()));
  }

  private static RunView failed(ServerFailure why) {
    return RunView.of(new ServerState.Failed(why));
  }

  private RunView view(FleetStatus.Server server) {
    return new RunView(
        server.state(),
        server.requests(),
        server.waiting(),
        server.pinned(),
        server.unloadsAt(),
        held(server));
  }

  /** Read once from what the server said while it loaded; later lines push those out of the log. */
  private Optional<MeasuredMemory> held(FleetStatus.Server server) {
    if (!server.state().serving()) {
      held.remove(server.model());
      return Optional.empty();
    }
    if (!held.containsKey(server.model())) {
      held.put(server.model(), Optional.empty());
      work.execute(() -> measure(server.model()));
    }
    return held.getOrDefault(server.model(), Optional.empty());
  }

  private void measure(String model) {
    String said =
        log(model).stream()
            .flatMap(log -> log.tail(Integer.MAX_VALUE).stream())
            .map(LogLine::text)
            .collect(Collectors.joining("\n"));
    MeasuredMemory measured = MeasuredMemory.parse(said);
    if (measured.onGpu().total() + measured.inRam().total() > 0
        && held.replace(model, Optional.empty(), Optional.of(measured))) {
      synchronized (this) {
        fleet(local.fleet().status());
      }
    }
  }

  @Override
  public void close() {
    fleetWatch.run();
    clock.shutdownNow();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
