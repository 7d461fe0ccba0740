package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelRuns;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.services.ServerStatus.Phase;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.server.ServerState;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What the strip tells of the model servers: the one that matters most now. */
final class ServerStrip implements AutoCloseable {
  private final ModelRuns runs;
  private final LiveValue<ServerStatus> status = new LiveValue<>(ServerStatus.NONE);
  private final Watch runsWatch;
  private final Watch memoryWatch;
  private Watch metricsWatch = () -> {};
  private String measured = "";

  ServerStrip(ModelRuns runs) {
    this.runs = runs;
    runsWatch = runs.runs().watch(this::runs);
    memoryWatch = runs.memory().watch(this::memory);
  }

  Live<ServerStatus> status() {
    return status;
  }

  private synchronized void runs(Map<String, RunView> all) {
    Optional<Map.Entry<String, RunView>> front =
        all.entrySet().stream()
            .filter(e -> !(e.getValue().state() instanceof ServerState.Stopped))
            .min(Comparator.comparingInt(e -> rank(e.getValue().state())));
    String name = front.map(Map.Entry::getKey).orElse("");
    ServerState state = front.map(e -> e.getValue().state()).orElseGet(ServerState.Stopped::new);
    measure(state.serving() ? name : "");
    status.update(
        old ->
            new ServerStatus(
                phase(state),
                name,
                detail(state),
                progress(state),
                state.serving() && name.equals(old.model()) ? old.tokensPerSecond() : 0,
                old.memoryUsed(),
                old.memoryTotal()));
  }

  /** What answers goes before what is coming up, and that before what has failed. */
  private static int rank(ServerState state) {
    return switch (state) {
      case ServerState.Ready it -> 0;
      case ServerState.Draining it -> 1;
      case ServerState.Starting it -> 2;
      case ServerState.Sleeping it -> 3;
      case ServerState.Stopping it -> 4;
      case ServerState.Failed it -> 5;
      case ServerState.Stopped it -> 6;
    };
  }

  private static Phase phase(ServerState state) {
    return switch (state) {
      case ServerState.Ready it -> Phase.READY;
      case ServerState.Draining it -> Phase.DRAINING;
      case ServerState.Stopping it -> Phase.DRAINING;
      case ServerState.Starting it -> Phase.LOADING;
      case ServerState.Sleeping it -> Phase.SLEEPING;
      case ServerState.Failed it -> Phase.FAILED;
      case ServerState.Stopped it -> Phase.NONE;
    };
  }

  private static String detail(ServerState state) {
    return switch (state) {
      case ServerState.Starting it -> it.stage().words();
      case ServerState.Failed it -> it.failure().cause();
      case ServerState.Draining it -> it.words();
      case ServerState.Stopping it -> it.words();
      default -> "";
    };
  }

  private static double progress(ServerState state) {
    return state instanceof ServerState.Starting it && it.percent().isPresent()
        ? it.percent().getAsInt() / 100.0
        : -1;
  }

  private void measure(String name) {
    if (!name.equals(measured)) {
      metricsWatch.close();
      measured = name;
      metricsWatch = name.isEmpty() ? () -> {} : runs.watchMetrics(name, this::metrics);
    }
  }

  private void metrics(ServerMetrics sample) {
    status.update(
        old ->
            new ServerStatus(
                old.phase(),
                old.model(),
                old.detail(),
                old.progress(),
                sample.generatedPerSecond().orElse(0),
                old.memoryUsed(),
                old.memoryTotal()));
  }

  /** GPU memory where there is a GPU of its own, else RAM. */
  private void memory(Optional<MachineMemory> seen) {
    if (seen.isEmpty()) {
      return;
    }
    MachineMemory machine = seen.get();
    var own = machine.gpus().stream().filter(g -> !g.shared()).toList();
    long total =
        own.isEmpty() ? machine.ramBytes() : own.stream().mapToLong(g -> g.totalBytes()).sum();
    long free =
        own.isEmpty() ? machine.freeRamBytes() : own.stream().mapToLong(g -> g.freeBytes()).sum();
    status.update(
        old ->
            new ServerStatus(
                old.phase(),
                old.model(),
                old.detail(),
                old.progress(),
                old.tokensPerSecond(),
                Math.max(0, total - free),
                total));
  }

  @Override
  public synchronized void close() {
    runsWatch.close();
    memoryWatch.close();
    metricsWatch.close();
  }
}
