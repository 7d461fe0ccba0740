package dev.hearth.proxy;

import dev.hearth.proxy.Cancellation.Cancelled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** Lets exchanges through one at a time, in the order they came. */
final class Turnstile {
  /** A turn; the next in line goes when it is closed. */
  interface Turn extends AutoCloseable {
    /** No turn was needed. */
    Turn FREE = () -> {};

    @Override
    void close();
  }

  private static final class Waiter {
    private final Condition moved;
    private final IntConsumer position;
    private int told;

    Waiter(Condition moved, IntConsumer position) {
      this.moved = moved;
      this.position = position;
    }
  }

  /** A guess at how soon asking again makes sense. */
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Waiter> line = new ArrayList<>();
  private boolean busy;

  /**
   * Waits for a turn.
   *
   * @param limit how many may wait
   * @param position is told the place in the line whenever it changes, 1 being next
   */
  Turn enter(int limit, Cancellation cancellation, IntConsumer position) throws Refusal, Cancelled {
    lock.lock();
    try {
      if (!busy && line.isEmpty()) {
        busy = true;
        return this::leave;
      }
      if (line.size() >= limit) {
        throw new Refusal(
                429,
                "The model server works on one request at a time and "
                    + line.size()
                    + " are already waiting. Try again later.")
            .retryAfter(COME_BACK);
      }
      return await(cancellation, position);
    } finally {
      lock.unlock();
    }
  }

  private Turn await(Cancellation cancellation, IntConsumer position) throws Cancelled {
    Waiter waiter = new Waiter(lock.newCondition(), position);
    line.add(waiter);
    try (Cancellation.Guarded _ = cancellation.during(() -> wake(waiter))) {
      while (busy || line.getFirst() != waiter) {
        tell(waiter);
        cancellation.check();
        waiter.moved.awaitUninterruptibly();
      }
      cancellation.check();
      busy = true;
      return this::leave;
    } finally {
      line.remove(waiter);
      line.forEach(w -> w.moved.signal());
    }
  }

  private void tell(Waiter waiter) {
    int place = line.indexOf(waiter) + 1;
    if (place != waiter.told) {
      waiter.told = place;
      waiter.position.accept(place);
    }
  }

  private void wake(Waiter waiter) {
    lock.lock();
    try {
      waiter.moved.signal();
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      busy = false;
      if (!line.isEmpty()) {
        line.getFirst().moved.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }
}
