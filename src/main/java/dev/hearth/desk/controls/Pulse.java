package dev.hearth.desk.controls;

import javafx.animation.AnimationTimer;

/** Runs a task once at the next opportunity; the desk's is the next JavaFX pulse. */
@FunctionalInterface
public interface Pulse {
  /** Schedules the task; may be called on any thread. */
  void next(Runnable task);

  /**
   * The next pulse of the toolkit. Nothing runs, and no pulse is asked for, while nothing waits.
   */
  static Pulse ofToolkit() {
    return task ->
        FxThread.later(
            () ->
                new AnimationTimer() {
                  @Override
                  public void handle(long now) {
                    stop();
                    task.run();
                  }
                }.start());
  }
}
