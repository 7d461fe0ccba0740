package dev.hearth.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader of the {@link Feed}, with a queue of its own. A reader that falls behind loses stream
 * details first, then the content of bodies, and never an exchange's milestones.
 */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  /** Bodies are large; beyond this a queue keeps only their size. */
  static final long BODY_BUDGET = 64L * 1024 * 1024;

  /** Large enough to amortise a database transaction, small enough to keep latency low. */
  private static final int BATCH = 1024;

  /** How long closing waits for a reader that is busy with its last batch. */
  private static final long CLOSE_MILLIS = 10_000;

  private final String name;
  private final int capacity;
  private final boolean details;
  private final Consumer<Subscription> onClose;
  private final ConcurrentLinkedQueue<Event> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bodyBytes = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final ConcurrentHashMap<String, Integer> missing = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile boolean idle;
  private volatile boolean woken;
  private volatile boolean delivering;
  private volatile Thread reader;

  Subscription(String name, int capacity, boolean details, Consumer<Subscription> onClose) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1");
    }
    this.name = name;
    this.capacity = capacity;
    this.details = details;
    this.onClose = onClose;
  }

  /** Hands over what waits and what comes, on a thread of its own, instead of being pulled. */
  public void deliverTo(Consumer<List<Event>> batches) {
    Thread thread = new Thread(() -> deliver(batches), "feed-" + name);
    thread.setDaemon(true);
    reader = thread;
    delivering = true;
    thread.start();
  }

  /** Who reads, for logs and status lines. */
  public String name() {
    return name;
  }

  boolean wantsDetails() {
    return details;
  }

  /** How many stream details this reader has lost so far. */
  public long lost() {
    return lost.get();
  }

  /** How many events wait. */
  public int waiting() {
    return size.get();
  }

  /** Takes up to {@code max} waiting events, oldest first; for readers that pull. */
  public List<Event> drain(int max) {
    List<Event> batch = new ArrayList<>(Math.min(max, 256));
    while (batch.size() < max) {
      Event event = queue.poll();
      if (event == null) {
        break;
      }
      size.decrementAndGet();
      long bytes = Shedding.bodyBytes(event);
      if (bytes > 0) {
        bodyBytes.addAndGet(-bytes);
      }
      batch.add(event);
    }
    return batch;
  }

  /**
   * Takes up to {@code max} waiting events, and when there are none waits for some; for a reader
   * with a thread of its own. Answers none when the time is up, after {@link #wake()} or when the
   * subscription is closed.
   */
  public List<Event> await(int max, Duration atMost) {
    List<Event> batch = drain(max);
    if (!batch.isEmpty()) {
      return batch;
    }
    reader = Thread.currentThread();
    idle = true;
    if (queue.isEmpty() && !closed && !woken) {
      LockSupport.parkNanos(this, atMost.toNanos());
    }
    idle = false;
    woken = false;
    return drain(max);
  }

  /** Lets a reader that waits in {@link #await} look up from it. */
  public void wake() {
    woken = true;
    LockSupport.unpark(reader);
  }

  void offer(Event event) {
    if (closed) {
      return;
    }
    if (Shedding.isDetail(event)) {
      if (!details) {
        return;
      }
      if (size.get() >= capacity) {
        lost.incrementAndGet();
        missing.merge(event.at().exchange(), 1, Integer::sum);
        return;
      }
    } else {
      tellWhatIsMissing(event);
    }
    add(withinBodyBudget(event));
  }

  /** Losses are told in the stream itself, before the next milestone of the same exchange. */
  private void tellWhatIsMissing(Event milestone) {
    if (missing.isEmpty()) {
      return;
    }
    Integer events = missing.remove(milestone.at().exchange());
    if (events != null) {
      add(new Event.Lost(milestone.at(), events));
    }
  }

  private Event withinBodyBudget(Event event) {
    long bytes = Shedding.bodyBytes(event);
    if (bytes == 0) {
      return event;
    }
    if (bodyBytes.addAndGet(bytes) > BODY_BUDGET) {
      bodyBytes.addAndGet(-bytes);
      return Shedding.withoutBody(event);
    }
    return event;
  }

  private void add(Event event) {
    queue.add(event);
    size.incrementAndGet();
    if (idle) {
      LockSupport.unpark(reader);
    }
  }

  private void deliver(Consumer<List<Event>> batches) {
    while (true) {
      List<Event> batch = drain(BATCH);
      if (batch.isEmpty()) {
        if (closed) {
          return;
        }
        idle = true;
        if (queue.isEmpty() && !closed) {
          LockSupport.park(this);
        }
        idle = false;
        continue;
      }
      try {
        batches.accept(batch);
      } catch (RuntimeException e) {
        LOG.error("The reader '{}' of the traffic feed failed on {} events", name, batch.size(), e);
      }
    }
  }

  /** Takes no more events, hands over what waits and ends the reader's thread. */
  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
    Thread thread = reader;
    LockSupport.unpark(thread);
    if (!delivering || thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
