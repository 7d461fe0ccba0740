package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.LogLine;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.models.fit.Gpu;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.metrics.MetricsSampler;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.runtime.server.Supervisor;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.SettingsStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** Tells the strip how the model server is, and the drawer what it logs. */
final class ServerWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration QUESTION_TIME = Duration.ofSeconds(2);

  private final LocalModels models;
  private final SettingsStore settings;
  private final AppLog log;
  private final LiveValue<ServerStatus> status = new LiveValue<>(ServerStatus.NONE);
  private final Set<Supervisor> logged = new HashSet<>();
  private final Map<ServerState.Ready, MetricsSampler> samplers = new HashMap<>();
  private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(QUESTION_TIME).build();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("server-watch").factory());
  private final Runnable stopListening;

  ServerWatch(LocalModels models, SettingsStore settings, AppLog log) {
    this.models = models;
    this.settings = settings;
    this.log = log;
    stopListening = models.fleet().onChange(now -> clock.execute(this::look));
    clock.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  Live<ServerStatus> status() {
    return status;
  }

  private void look() {
    FleetStatus fleet = models.fleet().status();
    fleet.servers().forEach(server -> models.server(server.model()).ifPresent(this::followLog));
    BackendSettings backend = settings.current().backend();
    status.set(
        switch (backend.source()) {
          // The proxy's status says that scripted replies come.
          case PRACTICE -> ServerStatus.NONE;
          case URL -> plain(backend.url());
          case MANAGED -> managed(fleet);
        });
  }

  private static ServerStatus plain(String name) {
    return new ServerStatus(ServerStatus.Phase.READY, name, "", -1, 0, 0, 0);
  }

  private ServerStatus managed(FleetStatus fleet) {
    forgetGone(fleet);
    MachineMemory memory = models.memory();
    long total = memory.gpus().isEmpty() ? memory.ramBytes() : gpuTotal(memory);
    long used =
        memory.gpus().isEmpty() ? memory.ramBytes() - memory.freeRamBytes() : gpuUsed(memory);
    Optional<FleetStatus.Server> shown =
        fleet.servers().stream()
            .max((a, b) -> Integer.compare(weight(a.state()), weight(b.state())));
    if (shown.isEmpty()) {
      return new ServerStatus(ServerStatus.Phase.NONE, "", "", -1, 0, used, total);
    }
    ServerState state = shown.get().state();
    double speed = ready(state).flatMap(this::speed).orElse(0.0);
    double progress =
        state instanceof ServerState.Starting starting && starting.percent().isPresent()
            ? starting.percent().getAsInt() / 100.0
            : -1;
    return new ServerStatus(
        phase(state), shown.get().model(), state.words(), progress, speed, used, total);
  }

  private void forgetGone(FleetStatus fleet) {
    var running = new HashSet<ServerState.Ready>();
    fleet.servers().forEach(server -> ready(server.state()).ifPresent(running::add));
    samplers.keySet().retainAll(running);
  }

  private Optional<Double> speed(ServerState.Ready ready) {
    MetricsSampler sampler =
        samplers.computeIfAbsent(
            ready, r -> new MetricsSampler(r.endpoint(), r.pid(), http, InstantSource.system()));
    return sampler.sample().map(ServerMetrics::generatedPerSecond).map(s -> s.orElse(0));
  }

  private static Optional<ServerState.Ready> ready(ServerState state) {
    return switch (state) {
      case ServerState.Ready ready -> Optional.of(ready);
      case ServerState.Draining draining -> Optional.of(draining.ready());
      default -> Optional.empty();
    };
  }

  private static long gpuTotal(MachineMemory memory) {
    return memory.gpus().stream().mapToLong(Gpu::totalBytes).sum();
  }

  private static long gpuUsed(MachineMemory memory) {
    return memory.gpus().stream().mapToLong(g -> g.totalBytes() - g.freeBytes()).sum();
  }

  /** Of several servers the one that needs attention is shown. */
  private static int weight(ServerState state) {
    return switch (state) {
      case ServerState.Starting s -> 5;
      case ServerState.Draining s -> 4;
      case ServerState.Ready s -> 3;
      case ServerState.Sleeping s -> 2;
      case ServerState.Failed s -> 1;
      default -> 0;
    };
  }

  private static ServerStatus.Phase phase(ServerState state) {
    return switch (state) {
      case ServerState.Starting s -> ServerStatus.Phase.LOADING;
      case ServerState.Ready s -> ServerStatus.Phase.READY;
      case ServerState.Sleeping s -> ServerStatus.Phase.SLEEPING;
      case ServerState.Draining s -> ServerStatus.Phase.DRAINING;
      case ServerState.Stopping s -> ServerStatus.Phase.DRAINING;
      case ServerState.Failed s -> ServerStatus.Phase.FAILED;
      case ServerState.Stopped s -> ServerStatus.Phase.NONE;
    };
  }

  private void followLog(Supervisor server) {
    if (!logged.add(server)) {
      return;
    }
    server
        .log()
        .subscribe(
            line ->
                log.add(new LogLine(line.at(), level(line.level()), "llama-server", line.text())));
  }

  private static LogLine.Level level(dev.hearth.runtime.log.LogLevel level) {
    return switch (level) {
      case ERROR -> LogLine.Level.ERROR;
      case WARNING -> LogLine.Level.WARN;
      case INFO -> LogLine.Level.INFO;
      case DEBUG -> LogLine.Level.DEBUG;
    };
  }

  @Override
  public void close() {
    stopListening.run();
    clock.shutdownNow();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
