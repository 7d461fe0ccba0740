package dev.hearth.runtime.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the fleet shows, and the answers that go out once it shows what they say. */
final class FleetBoard {
  private static final Logger LOG = LoggerFactory.getLogger(FleetBoard.class);

  private final List<Consumer<FleetStatus>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> answers = new ArrayList<>();
  private final Executor executor;
  private volatile FleetStatus status = FleetStatus.EMPTY;

  /**
   * @param executor runs the answers, whose receivers may take their time
   */
  FleetBoard(Executor executor) {
    this.executor = executor;
  }

  FleetStatus status() {
    return status;
  }

  Runnable listen(Consumer<FleetStatus> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Gives this answer after the next publication; for the conductor's thread only. */
  void afterwards(Runnable answer) {
    answers.add(answer);
  }

  /** The same for an answer that is a failure. */
  void fail(CompletableFuture<?> answer, RuntimeException why) {
    afterwards(() -> answer.completeExceptionally(why));
  }

  /** Shows the status and sends the answers; for the conductor's thread only. */
  void publish(FleetStatus next) {
    if (!next.equals(status)) {
      status = next;
      listeners.forEach(listener -> tell(listener, next));
    }
    answers.forEach(executor::execute);
    answers.clear();
  }

  private static void tell(Consumer<FleetStatus> listener, FleetStatus next) {
    try {
      listener.accept(next);
    } catch (RuntimeException e) {
      LOG.error("A listener of the fleet failed", e);
    }
  }
}
