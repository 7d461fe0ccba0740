package dev.hearth.runtime.server;

import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.orphans.RunningServer;
import dev.hearth.runtime.orphans.ServerProcesses;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.PlanNote;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/**
 * Runs one model server as a process: starts it, believes it is ready only when it is proven to be,
 * starts it again when it crashes, and stops it so that nothing is left.
 */
public final class Supervisor implements ModelServer {
  private final ServerProcesses processes;
  private final ServerLog log;
  private final ServerTimes times;
  private final ServerQuestions questions;
  private final InstantSource clock;
  private final StateBoard board = new StateBoard();
  private final AtomicReference<Runnable> closeStreams = new AtomicReference<>(() -> {});
  private LaunchPlan plan;
  private CompletableFuture<ServerEndpoint> ready = new CompletableFuture<>();
  private Optional<SupervisedLife> life = Optional.empty();
  private Optional<RunningServer> inheritance = Optional.empty();

  /**
   * A server at rest.
   *
   * @param http a client whose time-outs are short, a few seconds
   * @param clock for what is shown, and for how close together crashes are
   */
  public Supervisor(
      LaunchPlan plan,
      ServerProcesses processes,
      ServerLog log,
      ServerTimes times,
      OkHttpClient http,
      InstantSource clock) {
    this.clock = clock;
    this.plan = plan;
    this.processes = processes;
    this.log = log;
    this.times = times;
    this.questions = new ServerQuestions(http);
  }

  /** The plan of the next start; it may differ from the running one in port and context. */
  public synchronized LaunchPlan plan() {
    return plan;
  }

  /** Takes another plan, for the next start. */
  public synchronized void plan(LaunchPlan other) {
    plan = other;
  }

  @Override
  public ServerState state() {
    return board.state();
  }

  @Override
  public Runnable onState(Consumer<ServerState> listener) {
    return board.listen(listener);
  }

  @Override
  public ServerLog log() {
    return log;
  }

  @Override
  public void beforeStop(Runnable action) {
    closeStreams.set(action);
  }

  @Override
  public synchronized CompletableFuture<ServerEndpoint> start() {
    if (life.isPresent()) {
      return ready.copy();
    }
    if (!plan.refusals().isEmpty()) {
      return refuse();
    }
    Optional<RunningServer> inherited = inheritance;
    inheritance = Optional.empty();
    begin(new SupervisedLife(this, plan, inherited));
    return ready.copy();
  }

  /** The first start takes this leftover over; any later one starts by the plan. */
  public synchronized void inherit(RunningServer leftover) {
    inheritance = Optional.of(leftover);
  }

  /** Takes over a server that an earlier Hearth has left. */
  public synchronized CompletableFuture<ServerEndpoint> adopt(RunningServer leftover) {
    if (life.isPresent()) {
      return ready.copy();
    }
    begin(new SupervisedLife(this, plan, Optional.of(leftover)));
    return ready.copy();
  }

  private void begin(SupervisedLife next) {
    ready = new CompletableFuture<>();
    life = Optional.of(next);
    next.begin();
  }

  private CompletableFuture<ServerEndpoint> refuse() {
    ServerFailure failure =
        new ServerFailure(
            FailureKind.BAD_FLAG,
            plan.refusals().stream().map(PlanNote::text).collect(Collectors.joining(" ")),
            "Remove it from this model's preset.");
    board.set(new ServerState.Failed(failure));
    return CompletableFuture.failedFuture(new ServerFailedException(failure));
  }

  @Override
  public CompletableFuture<Void> stop() {
    synchronized (this) {
      if (life.isPresent()) {
        return life.get().stop();
      }
      board.set(new ServerState.Stopped());
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Stops it if it runs, then starts it by the present plan. */
  public CompletableFuture<ServerEndpoint> restart() {
    return stop().thenCompose(gone -> start());
  }

  @Override
  public void draining(int inFlight) {
    board.update(
        now ->
            switch (now) {
              case ServerState.Ready it -> new ServerState.Draining(it, inFlight);
              case ServerState.Sleeping it -> new ServerState.Draining(it.ready(), inFlight);
              case ServerState.Draining it -> new ServerState.Draining(it.ready(), inFlight);
              default -> now;
            });
  }

  /** Stops the server and waits until it is gone; the log is closed with it. */
  @Override
  public void close() {
    Optional<CompletableFuture<Void>> over;
    synchronized (this) {
      // One that has failed stays so: whoever asks later wants to know why.
      over = life.map(SupervisedLife::stop);
    }
    over.ifPresent(CompletableFuture::join);
    log.close();
  }

  // What a life needs of its supervisor.

  ServerProcesses processes() {
    return processes;
  }

  ServerTimes times() {
    return times;
  }

  ServerQuestions questions() {
    return questions;
  }

  InstantSource clock() {
    return clock;
  }

  StateBoard board() {
    return board;
  }

  void closeStreams() {
    closeStreams.get().run();
  }

  synchronized void nowReady(ServerEndpoint endpoint) {
    ready.complete(endpoint);
  }

  /** The server was lost; who asks for it from now on waits for the restart. */
  synchronized void lost() {
    if (ready.isDone()) {
      ready = new CompletableFuture<>();
    }
  }

  /** The life is over; the next start begins another one. */
  synchronized void over(ServerState last, Throwable why) {
    life = Optional.empty();
    CompletableFuture<ServerEndpoint> waiting = ready;
    board.set(last);
    waiting.completeExceptionally(why);
  }

  static CancellationException stoppedBeforeReady() {
    return new CancellationException("The server was stopped before it was ready.");
  }
}
