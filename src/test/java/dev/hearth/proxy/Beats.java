package dev.hearth.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock that stands still where the machine does: it counts the wake-ups of one thread. Whatever
 * needs a few wake-ups of other threads is over within few of its beats, however busy the machine.
 */
final class Beats implements AutoCloseable {
  static final Duration PACE = Duration.ofMillis(10);

  private final AtomicLong count = new AtomicLong();
  private final Thread thread;

  private Beats() {
    thread = Thread.ofPlatform().daemon().name("beats").unstarted(this::beat);
  }

  static Beats start() {
    Beats beats = new Beats();
    beats.thread.start();
    return beats;
  }

  private void beat() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PACE.toNanos());
      count.incrementAndGet();
    }
  }

  long now() {
    return count.get();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
