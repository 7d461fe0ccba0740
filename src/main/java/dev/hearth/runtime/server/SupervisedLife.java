package dev.hearth.runtime.server;

import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.orphans.AdoptedKey;
import dev.hearth.runtime.orphans.RunningServer;
import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.LaunchPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens between a person's start and stop: one process after the other, all on one thread.
 */
final class SupervisedLife {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedLife.class);

  /** A machine on which so many ports in a row are taken while they looked free has other woes. */
  private static final int PORT_MOVES = 10;

  /** A busy machine may leave one unanswered, hardly all of them. */
  private static final int WINDOW_QUESTIONS = 20;

  private final Supervisor supervisor;
  private final ServerTimes times;
  private final StateBoard board;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Deque<Instant> crashes = new ArrayDeque<>();
  private final Optional<RunningServer> leftover;
  private volatile boolean stopping;
  private LaunchPlan plan;
  private Optional<String> key;
  private int portMoves;
  private int restarts;
  private boolean halved;
  private String detail = "";

  SupervisedLife(Supervisor supervisor, LaunchPlan plan, Optional<RunningServer> leftover) {
    this.supervisor = supervisor;
    this.times = supervisor.times();
    this.board = supervisor.board();
    this.plan = plan;
    this.key = plan.apiKey();
    this.leftover = leftover;
  }

  void begin() {
    board.set(starting(StartStage.LAUNCHING, OptionalInt.empty()));
    Thread.ofPlatform().name("server " + plan.model()).daemon().start(this::live);
  }

  CompletableFuture<Void> stop() {
    stopping = true;
    wake.release();
    return over.copy();
  }

  private void live() {
    ServerState last = new ServerState.Stopped();
    Throwable why = Supervisor.stoppedBeforeReady();
    try {
      Optional<RunningServer> adopting = leftover;
      while (!stopping && once(adopting)) {
        adopting = Optional.empty();
      }
    } catch (ServerFailedException e) {
      last = new ServerState.Failed(e.failure());
      why = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The supervisor of {} failed", plan.model(), e);
      last =
          new ServerState.Failed(
              new ServerFailure(
                  FailureKind.EXITED,
                  "Hearth could not look after the server: " + e.getMessage() + ".",
                  "Start it again; Hearth's own log has the details."));
      why = e;
    } finally {
      supervisor.over(last, why);
      over.complete(null);
    }
  }

  /** One process from launch to end; true if another one shall follow. */
  private boolean once(Optional<RunningServer> adopting) throws InterruptedException {
    ServerRun run = adopting.isPresent() ? takeOver(adopting.get()) : launch();
    try {
      ServerQuestions.Answer answer = awaitReady(run);
      if (stopping) {
        return false;
      }
      if (!run.alive()) {
        run.ended();
        return moveOn(run.startFailure());
      }
      if (answer != ServerQuestions.Answer.OURS) {
        throw new ServerFailedException(timedOut(answer));
      }
      Optional<ContextWindow> window = window(run);
      if (replanned(window)) {
        return true;
      }
      serve(run, window);
      if (!stopping) {
        run.ended();
        recover(run.crash());
      }
      return !stopping;
    } finally {
      if (run.alive()) {
        if (stopping) {
          board.set(new ServerState.Stopping());
          supervisor.closeStreams();
        }
        run.end(times.grace());
      } else {
        run.ended();
      }
    }
  }

  private ServerRun launch() {
    moveFromTakenPort();
    board.set(starting(StartStage.LAUNCHING, OptionalInt.empty()));
    return ServerRun.launch(
        plan,
        supervisor.processes(),
        supervisor.log(),
        wake,
        progress ->
            board.update(
                now ->
                    now instanceof ServerState.Starting
                        ? starting(progress.stage(), progress.percent())
                        : now));
  }

  private ServerRun takeOver(RunningServer server) {
    ProcessHandle handle =
        server
            .server()
            .find()
            .orElseThrow(
                () ->
                    new ServerFailedException(
                        new ServerFailure(
                            FailureKind.EXITED,
                            "The server from the earlier life has ended meanwhile.",
                            "Start it anew.")));
    key = AdoptedKey.of(server);
    plan = server.plan(key);
    return ServerRun.adopt(plan, server, handle, supervisor.processes(), supervisor.log(), wake);
  }

  private void moveFromTakenPort() {
    if (PortChoice.free(plan.host(), plan.port())) {
      return;
    }
    if (!PortChoice.ours(plan.host())) {
      throw new ServerFailedException(
          new ServerFailure(
              FailureKind.BAD_HOST,
              "The server cannot listen on " + plan.host() + ": it is no address of this machine.",
              "Choose 127.0.0.1; other machines reach the model through Hearth's proxy."));
    }
    movePort();
  }

  private void movePort() {
    int taken = plan.port();
    int next = PortChoice.next(plan.host(), taken);
    detail =
        "Port "
            + taken
            + " is taken"
            + PortChoice.owner(taken).map(owner -> " by " + owner).orElse("")
            + "; using "
            + next
            + ".";
    supervisor.log().note(detail);
    plan = plan.onPort(next, detail);
  }

  private ServerQuestions.Answer awaitReady(ServerRun run) throws InterruptedException {
    long deadline = System.nanoTime() + times.start().toNanos();
    ServerQuestions.Answer answer = ServerQuestions.Answer.NOT_YET;
    while (!stopping && run.alive() && System.nanoTime() < deadline) {
      answer = supervisor.questions().ask(plan, key);
      // Alive is looked at last: another server may have answered while ours was dying.
      if (answer == ServerQuestions.Answer.OURS && run.alive()) {
        return answer;
      }
      pause(times.poll());
    }
    return answer;
  }

  /**
   * How much the server takes. It has just proven that it is up, so a question without an answer
   * says nothing of it and is asked again.
   */
  private Optional<ContextWindow> window(ServerRun run) throws InterruptedException {
    for (int i = 0; i < WINDOW_QUESTIONS && !stopping && run.alive(); i++) {
      try {
        return supervisor.questions().window(plan, key, run.unifiedInLog());
      } catch (IOException e) {
        LOG.debug("{} did not answer: {}", plan.model(), e.toString());
        pause(times.poll());
      }
    }
    return Optional.empty();
  }

  private ServerFailure timedOut(ServerQuestions.Answer answer) {
    return answer == ServerQuestions.Answer.SOMEBODY_ELSES
        ? new ServerFailure(
            FailureKind.NOT_OURS,
            "Another server answers on port " + plan.port() + ".",
            "Choose another port, or stop the program that holds it.")
        : new ServerFailure(
            FailureKind.START_TIMEOUT,
            "The server was not ready within " + words(times.start()) + ".",
            "Lower the context, or allow more time if the disk is slow.");
  }

  private static String words(Duration time) {
    return time.toSeconds() >= 120 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }

  /** After a failed start: true if another port may help, else the failure is final. */
  private boolean moveOn(ServerFailure failure) {
    if (failure.kind() == FailureKind.PORT_TAKEN && portMoves++ < PORT_MOVES) {
      movePort();
      return true;
    }
    throw new ServerFailedException(failure);
  }

  /** Whether the window read now calls for another start. */
  private boolean replanned(Optional<ContextWindow> window) {
    Budget.Mode mode = plan.budget().mode();
    if (window.isEmpty() && (mode == Budget.Mode.FULL || mode == Budget.Mode.FAST)) {
      throw new ServerFailedException(
          new ServerFailure(
              FailureKind.UNKNOWN_WINDOW,
              "The server does not say how many tokens it takes, which this budget mode needs.",
              "Choose the budget mode 'backend', or 'manual' with a number."));
    }
    if (mode != Budget.Mode.FAST || halved) {
      return false;
    }
    halved = true;
    int total = window.orElseThrow().total();
    detail = "Started again with half of its " + total + " tokens of context, for speed.";
    plan = plan.withContext(Math.max(1, total / 2), detail);
    return true;
  }

  private void serve(ServerRun run, Optional<ContextWindow> window) throws InterruptedException {
    ServerEndpoint endpoint = new ServerEndpoint(plan.base(), key, plan.model());
    ServerState.Ready ready =
        new ServerState.Ready(endpoint, window, run.pid(), restarts, supervisor.clock().instant());
    board.set(ready);
    supervisor.nowReady(endpoint);
    boolean maySleep = plan.command().contains("--sleep-idle-seconds");
    while (!stopping && run.alive()) {
      pause(times.watch());
      run.look();
      if (maySleep && run.alive()) {
        boolean asleep = supervisor.questions().sleeping(plan, key);
        board.update(now -> sleeping(now, asleep));
      }
    }
  }

  private static ServerState sleeping(ServerState now, boolean asleep) {
    return switch (now) {
      case ServerState.Ready it when asleep -> new ServerState.Sleeping(it);
      case ServerState.Sleeping it when !asleep -> it.ready();
      default -> now;
    };
  }

  private void recover(ServerFailure failure) throws InterruptedException {
    supervisor.lost();
    Instant now = supervisor.clock().instant();
    crashes.addLast(now);
    while (crashes.getFirst().isBefore(now.minus(times.crashWindow()))) {
      crashes.removeFirst();
    }
    supervisor.log().note("crashed: " + failure.cause());
    if (!times.restarting()) {
      throw new ServerFailedException(
          new ServerFailure(
              failure.kind(),
              failure.cause() + " It is not started again, as the settings say.",
              failure.remedy(),
              failure.lines()));
    }
    if (crashes.size() >= times.crashes()) {
      throw new ServerFailedException(
          new ServerFailure(
              FailureKind.KEPT_CRASHING,
              "The server crashed "
                  + crashes.size()
                  + " times within "
                  + words(times.crashWindow())
                  + ", so it is not started again. "
                  + failure.cause(),
              failure.remedy(),
              failure.lines()));
    }
    restarts++;
    detail = failure.cause();
    board.set(starting(StartStage.WAITING, OptionalInt.empty()));
    Duration wait = times.retryAfter(crashes.size());
    long until = System.nanoTime() + wait.toNanos();
    while (!stopping && System.nanoTime() < until) {
      pause(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }
  }

  private void pause(Duration time) throws InterruptedException {
    if (wake.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
      wake.drainPermits();
    }
  }

  private ServerState.Starting starting(StartStage stage, OptionalInt percent) {
    return new ServerState.Starting(stage, percent, detail, supervisor.clock().instant());
  }
}
