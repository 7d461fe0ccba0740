package dev.hearth.runtime;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.orphans.ProcessTree.Grace;
import dev.hearth.runtime.orphans.ServerProcesses;
import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.LaunchRequest;
import dev.hearth.runtime.plan.LlamaPlanner;
import dev.hearth.runtime.server.PortChoice;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.runtime.server.ServerTimes;
import dev.hearth.runtime.server.Supervisor;
import dev.hearth.testing.RealLlama;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Everything tests over real server processes share; closing it ends what they started. */
public final class Bench implements AutoCloseable {
  public static final String ANSWER = "Hello! I am Tiny";

  /** Quick enough for tests, patient enough for a busy machine. */
  public static final ServerTimes TIMES =
      new ServerTimes(
          Duration.ofSeconds(60),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          new Grace(Duration.ofSeconds(2), Duration.ofSeconds(5)),
          Duration.ofMillis(20),
          3,
          Duration.ofMinutes(10));

  private final Path dir;
  private final ServerProcesses processes;
  private final OkHttpClient http =
      new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build();
  private final List<Supervisor> supervisors = new ArrayList<>();

  public Bench(Path dir) {
    this.dir = dir;
    this.processes = ServerProcesses.in(dir.resolve("running"));
  }

  public ServerProcesses processes() {
    return processes;
  }

  public OkHttpClient http() {
    return http;
  }

  /** A file with the sample model. */
  public Path model(String name) throws IOException {
    Path file = dir.resolve(name + ".gguf");
    if (!Files.exists(file)) {
      ClockworkModel.write(file, ClockworkModel.Options.defaults());
    }
    return file;
  }

  /** A plan for the real llama-server, one thread, on a free port. */
  public LaunchPlan plan(Path file) throws Exception {
    return plan(file, Budget.BACKEND, Optional.of("test-key"), preset -> preset);
  }

  public LaunchPlan plan(
      Path file, Budget budget, Optional<String> key, UnaryOperator<LaunchPreset> change)
      throws Exception {
    Path program = RealLlama.require();
    LaunchPreset preset = change.apply(LaunchPreset.named("test").threads(1).parallel(2).build());
    LaunchRequest request =
        new LaunchRequest(
            file.getFileName().toString().replace(".gguf", ""),
            file,
            8192,
            Optional.empty(),
            Optional.empty(),
            preset,
            budget,
            new MachineMemory(1L << 34, 1L << 33, List.of()),
            PortChoice.any(),
            key);
    return LlamaPlanner.plan(program, new AbilityProbe().probe(program), request);
  }

  public Supervisor supervisor(LaunchPlan plan) {
    return supervisor(plan, TIMES);
  }

  public Supervisor supervisor(LaunchPlan plan, ServerTimes times) {
    return supervisor(plan, times, InstantSource.system());
  }

  public Supervisor supervisor(LaunchPlan plan, ServerTimes times, InstantSource clock) {
    ServerLog log =
        ServerLog.toFile(dir.resolve("logs").resolve(plan.port() + ".log"), InstantSource.system());
    Supervisor supervisor = new Supervisor(plan, processes, log, times, http, clock);
    supervisors.add(supervisor);
    return supervisor;
  }

  /** Starts it and waits until it is ready. */
  public static ServerEndpoint started(Supervisor supervisor) throws Exception {
    return supervisor.start().get(60, TimeUnit.SECONDS);
  }

  public static ServerState.Ready ready(Supervisor supervisor) {
    return (ServerState.Ready) supervisor.state();
  }

  /** What the model says to a plain question. */
  public String chat(ServerEndpoint endpoint) throws IOException {
    try (Response response = http.newCall(chatRequest(endpoint, "hi", 30, false)).execute()) {
      return response.code() + " " + response.body().string();
    }
  }

  public static Request chatRequest(
      ServerEndpoint endpoint, String text, int tokens, boolean stream) {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\""
            + text
            + "\"}],\"max_tokens\":"
            + tokens
            + ",\"stream\":"
            + stream
            + "}";
    Request.Builder request =
        new Request.Builder()
            .url(endpoint.base() + "/v1/chat/completions")
            .post(RequestBody.create(body, MediaType.get("application/json")));
    endpoint.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request.build();
  }

  /** An executable shell script. */
  public Path script(String name, String body) throws IOException {
    Path file = Files.writeString(dir.resolve(name), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A stand-in for a server program: a small Java program behind a script. */
  public Path standIn(String name, String kind) throws IOException {
    return script(
        name,
        "exec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
            + classes()
            + "' "
            + StandInServer.class.getName()
            + " "
            + kind
            + " \"$@\"");
  }

  /** Its own folder is enough for a stand-in, and a program with few classes starts quickly. */
  private static Path classes() {
    try {
      return Path.of(
          StandInServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    supervisors.forEach(Supervisor::close);
    processes.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
