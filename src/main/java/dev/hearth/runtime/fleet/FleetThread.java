package dev.hearth.runtime.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which a fleet decides, and those beside it that do what takes time. */
final class FleetThread {
  private static final Logger LOG = LoggerFactory.getLogger(FleetThread.class);

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("fleet").daemon().factory());
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
  private final Runnable afterEach;
  private final Supplier<Optional<Duration>> next;
  private Optional<ScheduledFuture<?>> look = Optional.empty();
  private volatile boolean closing;

  /**
   * @param afterEach done after every decision, on this thread
   * @param next asked then when to do it again though nothing is decided; empty for not at all
   */
  FleetThread(Runnable afterEach, Supplier<Optional<Duration>> next) {
    this.afterEach = afterEach;
    this.next = next;
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Takes a decision after those asked for before. */
  void decide(Runnable change, Runnable ifOver) {
    try {
      thread.execute(() -> decided(change));
    } catch (RejectedExecutionException e) {
      ifOver.run();
    }
  }

  private void decided(Runnable change) {
    guarded(change);
    guarded(afterEach);
    guarded(this::sleep);
  }

  private void sleep() {
    look.ifPresent(it -> it.cancel(false));
    look =
        (closing ? Optional.<Duration>empty() : next.get())
            .map(
                time ->
                    thread.schedule(
                        () -> decided(() -> {}), time.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("The fleet could not carry out a step", e);
    }
  }

  /** For what takes time that decisions must not wait for. */
  Executor others() {
    return others;
  }

  /** Waits for the decisions asked for and for the others. */
  void close() {
    // The next look may be far off, and closing would wait for it.
    closing = true;
    CompletableFuture<Void> awake = new CompletableFuture<>();
    decide(() -> awake.complete(null), () -> awake.complete(null));
    awake.join();
    thread.close();
    others.close();
  }
}
