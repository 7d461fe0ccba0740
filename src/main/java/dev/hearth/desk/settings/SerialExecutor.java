package dev.hearth.desk.settings;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Runs tasks one after another on another executor, so that a later change wins. */
final class SerialExecutor implements Executor {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final Executor executor;
  private boolean active;

  SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (active) {
        return;
      }
      active = true;
    }
    executor.execute(this::drain);
  }

  private void drain() {
    while (true) {
      Runnable next;
      synchronized (waiting) {
        next = waiting.poll();
        active = next != null;
      }
      if (next == null) {
        return;
      }
      next.run();
    }
  }
}
