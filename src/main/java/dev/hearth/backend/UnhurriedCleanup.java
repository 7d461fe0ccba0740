package dev.hearth.backend;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * Looks after idle connections now and then. OkHttp itself wakes a thread for it at the end of
 * every call, which is a fifth of what a small call costs.
 */
final class UnhurriedCleanup implements TaskRunner.Backend {
  /** How much longer than allowed an idle connection may stay. */
  private static final Duration LATE = Duration.ofMillis(500);

  private UnhurriedCleanup() {}

  /** A pool that is looked after this way. */
  static ConnectionPool pool(int most, Duration idle) {
    // Its constructor is not for everyone, but all that comes of a change is a compiler's error.
    return new ConnectionPool(
        most,
        idle.minus(LATE).toMillis(),
        TimeUnit.MILLISECONDS,
        new TaskRunner(new UnhurriedCleanup(), Logger.getLogger(TaskRunner.class.getName())),
        ConnectionListener.Companion.getNONE());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void coordinatorNotify(TaskRunner runner) {
    // It wakes by itself soon enough.
  }

  @Override
  public void coordinatorWait(TaskRunner runner, long nanos) {
    try {
      long millis = Math.min(TimeUnit.NANOSECONDS.toMillis(nanos), LATE.toMillis());
      runner.wait(Math.max(1, millis));
    } catch (InterruptedException e) {
      runner.cancelAll();
    }
  }

  @Override
  public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
    return queue;
  }

  @Override
  public void execute(TaskRunner runner, Runnable task) {
    Thread.ofPlatform().daemon().name("hearth-idle-connections").start(task);
  }
}
