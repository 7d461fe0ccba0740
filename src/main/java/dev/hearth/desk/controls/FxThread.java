package dev.hearth.desk.controls;

import java.util.concurrent.Executor;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The single door to the JavaFX thread. */
public final class FxThread {
  private static final Logger LOG = LoggerFactory.getLogger(FxThread.class);

  /** Runs tasks on the JavaFX thread, at once when already there. */
  public static final Executor EXECUTOR = FxThread::run;

  private FxThread() {}

  /** Runs a task on the JavaFX thread, at once when already there. */
  public static void run(Runnable task) {
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      later(task);
    }
  }

  /** Runs a task on the JavaFX thread after what is queued; a failing task is logged. */
  public static void later(Runnable task) {
    try {
      Platform.runLater(() -> guarded(task));
    } catch (IllegalStateException toolkitGone) {
      LOG.debug("dropped a task because the toolkit has ended");
    }
  }

  /** Fails when not on the JavaFX thread. */
  public static void check() {
    if (!Platform.isFxApplicationThread()) {
      throw new IllegalStateException("not on the JavaFX thread: " + Thread.currentThread());
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task on the JavaFX thread failed", e);
    }
  }
}
