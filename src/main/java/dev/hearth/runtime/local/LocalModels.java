package dev.hearth.runtime.local;

import dev.hearth.models.fit.FitEstimate;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.fit.FitRequest;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.fit.MemoryProbe;
import dev.hearth.models.fit.OshiMemoryProbe;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.binary.BinaryAbilities;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.fleet.Fleet;
import dev.hearth.runtime.fleet.FleetModel;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.orphans.RunningServer;
import dev.hearth.runtime.orphans.ServerProcesses;
import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.EngineKind;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.LaunchRequest;
import dev.hearth.runtime.plan.LlamaPlanner;
import dev.hearth.runtime.server.ModelServer;
import dev.hearth.runtime.server.PortChoice;
import dev.hearth.runtime.server.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** The models of this machine and the fleet of llama-servers that runs them. */
public final class LocalModels implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** Above the ports people use for their own servers. */
  private static final int FIRST_PORT = 18_080;

  private static final int KEY_BYTES = 24;

  /** A server that is healthy answers questions about itself at once. */
  private static final Duration QUESTION_TIME = Duration.ofSeconds(5);

  private final ModelLibrary library;
  private final LocalPrograms programs;
  private final Supplier<LocalChoices> choices;
  private final Path logs;
  private final InstantSource clock;
  private final ServerProcesses processes;
  private final Fleet fleet;
  private final Map<String, Supervisor> servers = new ConcurrentHashMap<>();
  private final Map<String, RunningServer> adopting = new ConcurrentHashMap<>();
  private final MemoryProbe memory;
  private final MemoryNeeds needs =
      new MemoryNeeds(
          this::memory,
          (model, machine) -> fit(model, preset(model), machine).need().total(),
          this::preset);
  private volatile Optional<RunWish> wish = Optional.empty();
  private final SecureRandom random = new SecureRandom();
  private final OkHttpClient http = questioner();

  /**
   * @param library owned by the caller
   * @param data where notes about running servers and their logs are kept
   */
  public LocalModels(
      ModelLibrary library,
      LocalPrograms programs,
      Supplier<LocalChoices> choices,
      Path data,
      InstantSource clock) {
    this.library = library;
    this.programs = programs;
    this.choices = choices;
    this.logs = data.resolve("logs");
    this.clock = clock;
    memory = new OshiMemoryProbe(new Devices(programs, clock));
    processes = ServerProcesses.of(data);
    fleet = new Fleet(this::fleetModels, this::server, choices.get().fleet(), clock);
  }

  /** The models there are. */
  public ModelLibrary library() {
    return library;
  }

  /** The programs there are. */
  public LocalPrograms programs() {
    return programs;
  }

  /** The servers. */
  public Fleet fleet() {
    return fleet;
  }

  /** Processes, and what earlier lives have left of them. */
  public ServerProcesses processes() {
    return processes;
  }

  /** Takes the user's changed limits; servers that run are not touched. */
  public void choicesChanged() {
    fleet.options(choices.get().fleet());
  }

  /** How many servers may run at a time. */
  public int room() {
    return choices.get().fleet().servers();
  }

  /** The models a request can ask for. */
  public List<FleetModel> fleetModels() {
    List<Model> models = library.list().stream().filter(Model::startable).toList();
    Map<String, Long> bytes = needs.of(models);
    return models.stream()
        .map(it -> new FleetModel(it.alias(), names(it), bytes.get(it.id())))
        .toList();
  }

  private List<String> names(Model model) {
    return wished(model).isPresent() ? List.of(model.id(), "*") : List.of(model.id());
  }

  /** Starts a model in this way from now on, and lets it answer to every name no other has. */
  public void wish(RunWish only) {
    wish = Optional.of(only);
  }

  private Optional<RunWish> wished(Model model) {
    return wish.filter(it -> it.model().equals(model.alias()));
  }

  private LaunchPreset preset(Model model) {
    return wished(model).map(RunWish::preset).orElseGet(() -> model.notes().chosenPreset());
  }

  /** The library's model that a leftover server has loaded, if the library still has it. */
  public Optional<Model> modelOf(RunningServer leftover) {
    return library.list().stream()
        .filter(it -> leftover.engine() == EngineKind.LLAMA_SERVER && it.startable())
        .filter(it -> it.path().toString().equals(leftover.artifact()))
        .findFirst();
  }

  /** Makes a leftover server one of the fleet; the answer comes when it is ready. */
  public CompletableFuture<Void> adopt(RunningServer leftover) {
    String name =
        modelOf(leftover)
            .map(Model::alias)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The library no longer has "
                            + leftover.artifact()
                            + ". The server can only be ended."));
    adopting.put(name, leftover);
    return fleet.load(name).whenComplete((done, failed) -> adopting.remove(name));
  }

  /** Whether a model fits with a preset, against what is free now. */
  public FitReport fit(Model model, LaunchPreset preset, MachineMemory machine) {
    return FitEstimate.of(
        new FitRequest(
            model.card(),
            model.projector().map(LocalModels::size).orElse(0L),
            draft(preset).map(LocalModels::size).orElse(0L),
            preset,
            machine));
  }

  /** The machine's memory now, as the chosen program sees the GPUs. */
  public MachineMemory memory() {
    return memory.look();
  }

  /** A draft model is named as any other, or by its file. */
  private Optional<Path> draft(LaunchPreset preset) {
    String named = preset.draftModel();
    return named.isEmpty()
        ? Optional.empty()
        : library.find(named).map(Model::path).or(() -> Optional.of(Path.of(named)));
  }

  /** The command a start would run now, for a person to see and copy. */
  public LaunchPlan plan(Model model)
      throws NoProgramException, ProbeFailedException, InterruptedException {
    return plan(model, preset(model));
  }

  /** The command a start with this preset would run. */
  public LaunchPlan plan(Model model, LaunchPreset preset)
      throws NoProgramException, ProbeFailedException, InterruptedException {
    return plan(model, preset, FIRST_PORT, Optional.empty());
  }

  private LaunchPlan plan(Model model, LaunchPreset preset, int port, Optional<String> key)
      throws NoProgramException, ProbeFailedException, InterruptedException {
    ServerBinary program = programs.best();
    BinaryAbilities abilities = programs.abilities(program.path());
    LaunchRequest plain = LaunchRequest.of(model, preset, memory(), port, key);
    LaunchRequest request = draft(preset).map(plain::withDraft).orElse(plain);
    Budget budget = wished(model).map(RunWish::budget).orElse(Budget.BACKEND);
    return LlamaPlanner.plan(program.path(), abilities, request.withBudget(budget));
  }

  private LaunchPlan planned(Model model, int port, String secret)
      throws ProbeFailedException, InterruptedException {
    try {
      return plan(model, preset(model), port, Optional.of(secret));
    } catch (NoProgramException e) {
      throw new ServerFailedException(e.failure());
    }
  }

  private ModelServer server(FleetModel wanted) throws Exception {
    Model model = library.find(wanted.name()).orElseThrow();
    int port =
        PortChoice.free(LOOPBACK, FIRST_PORT) ? FIRST_PORT : PortChoice.next(LOOPBACK, FIRST_PORT);
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    // Only Hearth knows the key, so nobody talks to the model past the guard by accident.
    String secret = HexFormat.of().formatHex(key);
    LaunchPlan plan = planned(model, port, secret);
    ServerLog log = ServerLog.toFile(logs.resolve(logName(model.alias())), clock);
    log.mask(secret);
    var supervisor = new Supervisor(plan, processes, log, choices.get().times(), http, clock);
    Optional.ofNullable(adopting.remove(wanted.name())).ifPresent(supervisor::inherit);
    servers.put(wanted.name(), supervisor);
    library.markUsed(model.id());
    return supervisor;
  }

  /** A client for questions to servers of this machine, which need no certificates. */
  static OkHttpClient questioner() {
    return new OkHttpClient.Builder()
        .callTimeout(QUESTION_TIME)
        .connectTimeout(QUESTION_TIME)
        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .build();
  }

  /** An alias is free text; a file name is not. */
  static String logName(String alias) {
    return alias.replaceAll("[^A-Za-z0-9._-]", "_") + ".log";
  }

  /** The server that was last made for a model, whether it still runs or not. */
  public Optional<Supervisor> server(String name) {
    return Optional.ofNullable(servers.get(name));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Stops all servers and waits until they are gone. */
  @Override
  public void close() {
    fleet.close();
    processes.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
