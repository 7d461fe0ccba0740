package dev.hearth.runtime.fleet;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which a fleet decides, and those beside it that do what takes time. */
final class FleetThread {
  private static final Logger LOG = LoggerFactory.getLogger(FleetThread.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("fleet").daemon().factory());
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
  private final Runnable afterEach;

  /**
   * @param afterEach done after every decision, on this thread
   */
  FleetThread(Runnable afterEach) {
    this.afterEach = afterEach;
  }

  /** Takes a decision now and then. */
  void every(Duration time, Runnable change) {
    thread.scheduleWithFixedDelay(
        () -> decided(change), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
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
    thread.close();
    others.close();
  }
}
