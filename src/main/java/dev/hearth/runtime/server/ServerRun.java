package dev.hearth.runtime.server;

import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.FailureReader;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.log.LogLine;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.orphans.ProcessTree;
import dev.hearth.runtime.orphans.RunningServer;
import dev.hearth.runtime.orphans.ServerProcesses;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.Quoting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One process of a server, from its launch to its end. */
final class ServerRun {
  /** The last words of a process that has ended are already in the pipe. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** Old errors of a long life do not explain its death; its last words may. */
  private static final int LAST_LINES = 20;

  private final ServerProcesses processes;
  private final ServerLog log;
  private static final byte[] END_ORDER =
      "cmd_router_to_child:exit\n".getBytes(StandardCharsets.US_ASCII);

  private final boolean reports;
  private final RunningServer note;
  private final ProcessHandle handle;
  private final Optional<Process> process;
  private final Optional<OutputReader> reader;
  private final ProcessTree tree;
  private final LoadProgress progress = new LoadProgress();
  private final IdleWord idle = new IdleWord();
  private final long firstLine;

  private ServerRun(
      LaunchPlan plan,
      ServerProcesses processes,
      ServerLog log,
      Semaphore wake,
      RunningServer note,
      ProcessHandle handle,
      Optional<Process> process,
      Consumer<LoadProgress> onProgress) {
    this.processes = processes;
    this.log = log;
    this.reports = plan.reports() && process.isPresent();
    this.note = note;
    this.handle = handle;
    this.process = process;
    this.tree = new ProcessTree(handle);
    this.firstLine = log.newest();
    this.reader =
        process.map(
            it ->
                new OutputReader(
                    plan.model(), it.getInputStream(), line -> heard(line, onProgress)));
    handle.onExit().thenRun(wake::release);
  }

  /** Launches the plan's program. */
  static ServerRun launch(
      LaunchPlan plan,
      ServerProcesses processes,
      ServerLog log,
      Semaphore wake,
      Consumer<LoadProgress> onProgress) {
    plan.apiKey().ifPresent(log::mask);
    log.note("starting " + plan.shellCommand(Quoting.ofThisMachine()));
    try {
      ServerProcesses.Started started = processes.start(plan, log.file());
      return new ServerRun(
          plan,
          processes,
          log,
          wake,
          started.note(),
          started.process().toHandle(),
          Optional.of(started.process()),
          onProgress);
    } catch (IOException e) {
      throw new ServerFailedException(
          new ServerFailure(
              FailureKind.NOT_EXECUTABLE,
              plan.command().getFirst() + " cannot be run: " + e.getMessage() + ".",
              "Install the official build, or choose another program."));
    }
  }

  /** Takes over a server that an earlier Hearth started. Its output went with that one. */
  static ServerRun adopt(
      LaunchPlan plan,
      RunningServer leftover,
      ProcessHandle handle,
      ServerProcesses processes,
      ServerLog log,
      Semaphore wake) {
    RunningServer mine = processes.adopt(leftover, handle);
    log.note(
        "adopted process "
            + handle.pid()
            + " from an earlier life; what it said until then is in "
            + (leftover.log().isEmpty() ? "no file" : leftover.log()));
    return new ServerRun(plan, processes, log, wake, mine, handle, Optional.empty(), ignored -> {});
  }

  private void heard(String line, Consumer<LoadProgress> onProgress) {
    boolean further = progress.read(line);
    if (!LoadProgress.isReport(line) && !idle.again(line)) {
      log.append(line);
    }
    if (further) {
      onProgress.accept(progress);
    }
  }

  long pid() {
    return handle.pid();
  }

  boolean alive() {
    return handle.isAlive();
  }

  /** Remembers what the server has started by now. */
  void look() {
    tree.look();
  }

  /** Whether this run's log says that all slots share one context. */
  boolean unifiedInLog() {
    return lines().stream().anyMatch(line -> line.text().contains("kv_unified = 'true'"));
  }

  /** Ends the process tree, politely first. */
  void end(ProcessTree.Grace grace) throws InterruptedException {
    if (handle.isAlive()) {
      if (reports) {
        askOnItsInput(grace.first());
      }
      boolean clean = tree.end(grace);
      log.note(clean ? "stopped" : "stopped by force");
    }
    ended();
  }

  /**
   * A server that reports its progress also takes the wish to end on its input. Signals alone do
   * not do: it would wait for its input to end.
   */
  private void askOnItsInput(Duration patience) throws InterruptedException {
    tree.look();
    try {
      OutputStream input = process.orElseThrow().getOutputStream();
      input.write(END_ORDER);
      input.flush();
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      log.note("does not end when asked; sending signals");
    }
  }

  /** Cleans up after a process that has ended by itself or been ended. */
  void ended() throws InterruptedException {
    tree.endSurvivors();
    if (reader.isPresent()) {
      reader.get().finish(LAST_WORDS);
    }
    processes.ended(note, handle);
  }

  /** Why a start has ended. */
  ServerFailure startFailure() {
    return FailureReader.ofStart(lines(), exitCode().orElse(-1));
  }

  /** Why a running server has ended. */
  ServerFailure crash() {
    List<LogLine> all = lines();
    List<LogLine> last = all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
    return FailureReader.ofCrash(last, exitCode().orElse(-1));
  }

  private OptionalInt exitCode() {
    return process.isPresent() && !process.get().isAlive()
        ? OptionalInt.of(process.get().exitValue())
        : OptionalInt.empty();
  }

  private List<LogLine> lines() {
    return log.after(firstLine);
  }
}
