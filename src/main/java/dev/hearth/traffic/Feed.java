package dev.hearth.traffic;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every event to every subscriber. Publishing takes no lock, waits for nobody and never
 * fails, however slow or broken a subscriber is.
 */
public final class Feed implements EventSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final CopyOnWriteArrayList<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  @Override
  public void publish(Event event) {
    for (Subscription subscription : subscriptions) {
      try {
        subscription.offer(event);
      } catch (RuntimeException e) {
        LOG.error("An event could not be handed to '{}'", subscription.name(), e);
      }
    }
  }

  @Override
  public boolean wantsDetails() {
    for (Subscription subscription : subscriptions) {
      if (subscription.wantsDetails()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A subscriber whose batches arrive on a thread of its own until it is closed.
   *
   * @param name for logs and the thread
   * @param capacity how many events may wait before stream details are dropped
   * @param batches gets one or more events at a time, in order
   */
  public Subscription subscribe(String name, int capacity, Consumer<List<Event>> batches) {
    Subscription subscription = subscribe(name, capacity);
    subscription.deliverTo(batches);
    return subscription;
  }

  /** The same for a subscriber that never reads the details of streams and is spared them. */
  public Subscription subscribeToMilestones(String name, Consumer<List<Event>> batches) {
    Subscription subscription = add(new Subscription(name, 1, false, subscriptions::remove));
    subscription.deliverTo(batches);
    return subscription;
  }

  /** A subscriber that pulls with {@link Subscription#drain(int)}, at its own pace. */
  public Subscription subscribe(String name, int capacity) {
    return add(new Subscription(name, capacity, true, subscriptions::remove));
  }

  private Subscription add(Subscription subscription) {
    subscriptions.add(subscription);
    return subscription;
  }

  /** Closes every subscription; each gets what was published before. */
  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
