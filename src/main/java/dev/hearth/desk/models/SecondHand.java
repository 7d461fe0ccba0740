package dev.hearth.desk.models;

import dev.hearth.desk.controls.FxThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Ticks once a second while it runs; on the JavaFX thread. JavaFX's own timelines have everything
 * looked at sixty times a second for it.
 */
final class SecondHand {
  private static final Executor IN_A_SECOND =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, FxThread.EXECUTOR);

  private final Runnable tick;
  private boolean running;
  private boolean waiting;

  SecondHand(Runnable tick) {
    this.tick = tick;
  }

  /** Begins or ceases to tick. */
  void run(boolean on) {
    running = on;
    if (on && !waiting) {
      waiting = true;
      IN_A_SECOND.execute(this::second);
    }
  }

  private void second() {
    waiting = false;
    if (running) {
      tick.run();
      run(running);
    }
  }
}
