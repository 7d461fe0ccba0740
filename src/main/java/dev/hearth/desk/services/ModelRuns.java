package dev.hearth.desk.services;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.plan.LaunchPlan;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The servers of this machine's models; no call blocks. */
public interface ModelRuns {
  /** Every server there is or was since the start, by its model's alias. */
  Live<Map<String, RunView>> runs();

  /**
   * The machine's memory, looked at now and then while somebody watches; empty until first seen.
   */
  Live<Optional<MachineMemory>> memory();

  /** How many servers may run at a time; a further one takes the place of the least used. */
  int room();

  /** Starts a model by its chosen preset, in place of another where there is no room. */
  CompletableFuture<Void> start(String alias);

  /** Stops a model after what is under way. */
  CompletableFuture<Void> stop(String alias);

  /** Stops a model and starts it by its chosen preset. */
  CompletableFuture<Void> restart(String alias);

  /** Keeps a model loaded whatever else is asked for, or no longer. */
  void pin(String alias, boolean pinned);

  /** The command a start would run. */
  CompletableFuture<LaunchPlan> plan(Model model, LaunchPreset preset);

  /** What the last server of a model has said. */
  Optional<ServerLog> log(String alias);

  /** Tells how a running server is doing about once a second, until closed. */
  Watch watchMetrics(String alias, Consumer<ServerMetrics> listener);
}
