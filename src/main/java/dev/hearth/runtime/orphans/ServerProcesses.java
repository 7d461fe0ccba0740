package dev.hearth.runtime.orphans;

import dev.hearth.runtime.plan.LaunchPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts server processes so that none is lost: guarded by the watchdog and written down. */
public final class ServerProcesses implements AutoCloseable {
  /** Tells a llama-server build with router mode to report on its output and watch its input. */
  static final String REPORT_VARIABLE = "LLAMA_SERVER_ROUTER_PORT";

  /** Variables in a person's shell must not change what the plan shows. */
  private static final String FLAG_VARIABLES = "LLAMA_ARG_";

  private final Watchdog watchdog;
  private final ServerRegistry registry;

  public ServerProcesses(Watchdog watchdog, ServerRegistry registry) {
    this.watchdog = watchdog;
    this.registry = registry;
  }

  /** With a watchdog of its own and notes where all Hearths with this data folder have them. */
  public static ServerProcesses of(Path data) {
    return new ServerProcesses(Watchdog.create(), notes(data));
  }

  /** The notes of all Hearths with this data folder. */
  public static ServerRegistry notes(Path data) {
    return new ServerRegistry(data.resolve("running"));
  }

  /** With a watchdog of its own and notes in the folder given. */
  public static ServerProcesses in(Path dir) {
    return new ServerProcesses(Watchdog.create(), new ServerRegistry(dir));
  }

  /** A server process and its note. */
  public record Started(Process process, RunningServer note) {}

  /** Starts what the plan says. */
  public Started start(LaunchPlan plan, Optional<Path> log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(plan.command()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith(FLAG_VARIABLES));
    // Keys for other services are none of a model server's business.
    builder.environment().keySet().removeIf(name -> name.endsWith("API_KEY"));
    builder.environment().putAll(plan.environment());
    if (plan.reports()) {
      builder.environment().put(REPORT_VARIABLE, Integer.toString(plan.port()));
    }
    Process process = GatedStart.start(builder, watchdog, plan.reports());
    RunningServer note = note(process.toHandle(), plan, log);
    registry.add(note);
    return new Started(process, note);
  }

  /** Takes over a leftover: from now on it is this Hearth's. */
  public RunningServer adopt(RunningServer leftover, ProcessHandle handle) {
    watchdog.guard(handle);
    RunningServer mine =
        new RunningServer(
            leftover.server(),
            ProcessIdentity.mine(),
            leftover.engine(),
            leftover.model(),
            leftover.artifact(),
            leftover.host(),
            leftover.port(),
            leftover.command(),
            leftover.log());
    registry.add(mine);
    return mine;
  }

  /** A server has ended. */
  public void ended(RunningServer server, ProcessHandle handle) {
    watchdog.release(handle);
    registry.remove(server);
  }

  /** What earlier lives have left. */
  public ServerRegistry registry() {
    return registry;
  }

  /** The watchdog, for a person who asks whether there is one. */
  public Watchdog watchdog() {
    return watchdog;
  }

  private static RunningServer note(ProcessHandle handle, LaunchPlan plan, Optional<Path> log) {
    return new RunningServer(
        ProcessIdentity.of(handle),
        ProcessIdentity.mine(),
        plan.engine(),
        plan.model(),
        plan.artifact(),
        plan.host(),
        plan.port(),
        plan.command(),
        log.map(Path::toString).orElse(""));
  }

  /** Ends the watchdog, and with it every server that is still there. */
  @Override
  public void close() {
    watchdog.close();
  }
}
