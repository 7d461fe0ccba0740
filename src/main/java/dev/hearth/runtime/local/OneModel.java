package dev.hearth.runtime.local;

import dev.hearth.runtime.fleet.Fleet;
import dev.hearth.runtime.fleet.FleetModel;
import dev.hearth.runtime.fleet.FleetOptions;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.orphans.AdoptedKey;
import dev.hearth.runtime.orphans.RunningServer;
import dev.hearth.runtime.orphans.ServerProcesses;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.server.ModelServer;
import dev.hearth.runtime.server.OllamaServer;
import dev.hearth.runtime.server.OllamaTarget;
import dev.hearth.runtime.server.ServerTimes;
import dev.hearth.runtime.server.Supervisor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/**
 * One model that is not of the library, in whatever engine it has: a fleet of one, so that waiting
 * requests, crashes and stops are met as they are with the library's models.
 */
public final class OneModel implements AutoCloseable {
  private final Path logs;
  private final ServerTimes times;
  private final InstantSource clock;
  private final ServerProcesses processes;
  private final OkHttpClient http = LocalModels.questioner();
  private final FleetModel model;
  private final Fleet fleet;

  private OneModel(
      String name,
      Path data,
      ServerTimes times,
      InstantSource clock,
      Function<OneModel, ModelServer> server) {
    this.logs = data.resolve("logs");
    this.times = times;
    this.clock = clock;
    this.processes = ServerProcesses.of(data);
    // Whatever name a client uses, there is only this one.
    this.model = new FleetModel(name, List.of("*"), 0);
    this.fleet = new Fleet(this::models, it -> server.apply(this), FleetOptions.ONE, clock);
  }

  /**
   * A server that is started by a plan.
   *
   * @param data where notes about running servers and their logs are kept
   */
  public static OneModel started(
      LaunchPlan plan, Path data, ServerTimes times, InstantSource clock) {
    return new OneModel(plan.model(), data, times, clock, house -> house.supervisor(plan));
  }

  /** A model in an Ollama daemon, which is left running. */
  public static OneModel attached(
      OllamaTarget target, Path data, ServerTimes times, InstantSource clock) {
    return new OneModel(
        target.model(),
        data,
        times,
        clock,
        house -> new OllamaServer(target, house.log(target.model()), times, house.http, clock));
  }

  /** A server that an earlier Hearth has left. */
  public static OneModel adopted(
      RunningServer leftover, Path data, ServerTimes times, InstantSource clock) {
    Optional<String> key = AdoptedKey.of(leftover);
    return new OneModel(
        leftover.model(),
        data,
        times,
        clock,
        house -> {
          Supervisor supervisor = house.supervisor(leftover.plan(key));
          // Should it have crashed since, it is started again by its old command.
          if (leftover.server().find().isPresent()) {
            supervisor.inherit(leftover);
          }
          return supervisor;
        });
  }

  private Supervisor supervisor(LaunchPlan plan) {
    ServerLog log = log(plan.model());
    plan.apiKey().ifPresent(log::mask);
    return new Supervisor(plan, processes, log, times, http, clock);
  }

  private ServerLog log(String name) {
    return ServerLog.toFile(logs.resolve(LocalModels.logName(name)), clock);
  }

  /** The server, if any is loaded. */
  public Fleet fleet() {
    return fleet;
  }

  /** The one model, by the name it was given. */
  public List<FleetModel> models() {
    return List.of(model);
  }

  /** The model's name. */
  public String name() {
    return model.name();
  }

  /** Stops the server, or lets go of it, and waits until that is done. */
  @Override
  public void close() {
    fleet.close();
    processes.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
