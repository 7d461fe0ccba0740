package dev.hearth.desk.controls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries items from any thread to the JavaFX thread in at most one batch a pulse. A batch is
 * bounded, so that a burst is spread over pulses instead of making one of them long.
 */
public final class PulseFeed<T> {
  /** About 5 ms of work at the measured cost of folding one traffic event. */
  private static final int LARGEST_BATCH = 2_000;

  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private final Pulse pulse;
  private final Consumer<List<T>> receiver;
  private boolean scheduled;
  private boolean closed;

  public PulseFeed(Pulse pulse, Consumer<List<T>> receiver) {
    this.pulse = pulse;
    this.receiver = receiver;
  }

  /** Adds items in order; may be called on any thread and never blocks for long. */
  public void addAll(List<? extends T> items) {
    synchronized (waiting) {
      if (closed) {
        return;
      }
      waiting.addAll(items);
      if (scheduled || waiting.isEmpty()) {
        return;
      }
      scheduled = true;
    }
    pulse.next(this::deliver);
  }

  /** Adds one item. */
  public void add(T item) {
    addAll(List.of(item));
  }

  /** How many items were not delivered yet. */
  public int backlog() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** Drops what waits and takes no more. */
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.clear();
    }
  }

  private void deliver() {
    List<T> batch = new ArrayList<>();
    synchronized (waiting) {
      while (!waiting.isEmpty() && batch.size() < LARGEST_BATCH) {
        batch.add(waiting.poll());
      }
    }
    try {
      if (!batch.isEmpty()) {
        receiver.accept(batch);
      }
    } finally {
      again();
    }
  }

  private void again() {
    synchronized (waiting) {
      scheduled = !waiting.isEmpty();
      if (!scheduled) {
        return;
      }
    }
    pulse.next(this::deliver);
  }
}
