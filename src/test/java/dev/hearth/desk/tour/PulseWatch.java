package dev.hearth.desk.tour;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Measures how long the JavaFX thread leaves a waiting task alone, as the clock shows it and as the
 * processor time that the thread itself used meanwhile. The clock says what a person would feel on
 * this machine now; the processor time says what the desk did, whoever else kept the machine busy.
 * Taking pictures is the test's work and does not count.
 */
public final class PulseWatch implements AutoCloseable {
  /** The budget of one pulse. */
  static final long BUDGET_MILLIS = 100;

  private static final Yardstick YARDSTICK = new Yardstick();

  private static final long LOOK_MILLIS = 5;
  private static final int FRAMES = 14;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Thread fx;
  private final ThreadGuard guard;
  private final Thread thread;
  private final List<Late> late = new ArrayList<>();
  private volatile long worstClock;
  private volatile long worstBusy;
  private volatile boolean paused;
  private volatile boolean stopped;

  /**
   * A wait over the budget.
   *
   * @param clock milliseconds that passed
   * @param busy milliseconds of them that the JavaFX thread computed
   * @param slowness how many times longer than usual everything took on the machine just then
   * @param joined how many nodes came into the window meanwhile
   * @param doing what it did when the budget was used up
   */
  public record Late(long clock, long busy, double slowness, int joined, String doing) {
    /** What the JavaFX thread would have computed for on a machine with nothing else to do. */
    long fair() {
      return Math.round(busy / slowness);
    }

    @Override
    public String toString() {
      return "%d ms (%d ms on a machine %.1f times slower than usual, %d new nodes): %s"
          .formatted(clock, busy, slowness, joined, doing);
    }
  }

  /**
   * Watches the given JavaFX thread.
   *
   * @param guard knows what is built, and what the test itself takes of that thread
   */
  public PulseWatch(Thread fx, ThreadGuard guard) {
    this.fx = fx;
    this.guard = guard;
    thread = Thread.ofPlatform().daemon().name("pulse-watch").start(this::watch);
  }

  /** Does something that must not count. */
  public void aside(Runnable task) {
    paused = true;
    try {
      task.run();
    } finally {
      paused = false;
    }
  }

  private void watch() {
    try {
      while (!stopped) {
        if (!paused) {
          ask();
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    long asked = System.nanoTime();
    long used = busy();
    int nodes = guard.joined();
    var answered = new CountDownLatch(1);
    Platform.runLater(answered::countDown);
    String doing = "";
    boolean disturbed = false;
    while (!answered.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !stopped) {
      disturbed |= paused;
      if (doing.isEmpty() && busy() - used > BUDGET_MILLIS) {
        doing = doing();
      }
    }
    if (!disturbed && !paused) {
      note((System.nanoTime() - asked) / 1_000_000, busy() - used, guard.joined() - nodes, doing);
    }
  }

  private void note(long clock, long busy, int joined, String doing) {
    worstClock = Math.max(worstClock, clock);
    worstBusy = Math.max(worstBusy, busy);
    if (clock > BUDGET_MILLIS) {
      double slowness = busy > BUDGET_MILLIS ? YARDSTICK.slowness() : 1;
      synchronized (late) {
        late.add(new Late(clock, busy, slowness, joined, doing));
      }
    }
  }

  private long busy() {
    return (threads.getThreadCpuTime(fx.threadId()) - guard.nanos()) / 1_000_000;
  }

  private String doing() {
    return Arrays.stream(fx.getStackTrace())
        .limit(FRAMES)
        .map(f -> f.getClassName().replaceAll(".*\\.", "") + "." + f.getMethodName())
        .collect(Collectors.joining(" < "));
  }

  /** The longest wait so far by the clock. */
  public long worstMillis() {
    return worstClock;
  }

  /** The most the JavaFX thread computed while something waited for it. */
  public long worstBusyMillis() {
    return worstBusy;
  }

  /** What the desk may not do: compute for longer than the budget without looking up. */
  public List<Late> failures() {
    return late().stream().filter(l -> l.fair() > BUDGET_MILLIS).toList();
  }

  /** Every wait over the budget. */
  public List<Late> late() {
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
