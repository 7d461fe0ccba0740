package dev.hearth.desk.tour;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/**
 * Measures how long the JavaFX thread leaves a waiting task alone. A single late answer on a busy
 * machine proves nothing, so a tour fails on blocking no scheduler explains; all late answers are
 * reported.
 */
public final class PulseWatch implements AutoCloseable {
  /** The budget of one pulse. */
  static final long BUDGET_MILLIS = 100;

  /** Beyond this the thread itself was kept busy; other processes do not starve it that long. */
  static final long BLOCKED_MILLIS = 1_500;

  private final Thread thread;
  private final AtomicLong worst = new AtomicLong();
  private final List<Long> late = new ArrayList<>();
  private volatile boolean stopped;

  public PulseWatch() {
    thread = Thread.ofPlatform().daemon().name("pulse-watch").start(this::watch);
  }

  private void watch() {
    while (!stopped) {
      long asked = System.nanoTime();
      var answered = new java.util.concurrent.CountDownLatch(1);
      Platform.runLater(answered::countDown);
      try {
        answered.await(30, TimeUnit.SECONDS);
        long millis = (System.nanoTime() - asked) / 1_000_000;
        worst.accumulateAndGet(millis, Math::max);
        if (millis > BUDGET_MILLIS) {
          synchronized (late) {
            late.add(millis);
          }
        }
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** The longest wait so far. */
  public long worstMillis() {
    return worst.get();
  }

  /** Every wait over the budget. */
  public List<Long> late() {
    synchronized (late) {
      return List.copyOf(late);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join();
  }
}
