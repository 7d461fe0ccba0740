package dev.hearth.proxy;

import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.EventSink;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.wire.sse.SseWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Passes events to where they go anyway, and to everyone who watches over HTTP. */
final class EventFeed implements EventSink, AutoCloseable {
  /** Stream details beyond this are dropped for a slow watcher. */
  private static final int WAITING = 4096;

  private final EventSink first;
  private final Feed watchers = new Feed();
  private final EventDocuments documents = new EventDocuments();

  EventFeed(EventSink first) {
    this.first = first;
  }

  @Override
  public void publish(Event event) {
    first.publish(event);
    watchers.publish(event);
  }

  @Override
  public boolean wantsDetails() {
    return first.wantsDetails() || watchers.wantsDetails();
  }

  /** Sends events until the watcher goes away. */
  void watch(Outlet outlet, Cancellation cancellation) throws Cancelled {
    CountDownLatch over = new CountDownLatch(1);
    // Before the watcher hears of the stream, so that it misses nothing it causes afterwards.
    Subscription subscription = watchers.subscribe("watcher", WAITING);
    try (subscription;
        Cancellation.Guarded _ = cancellation.during(over::countDown)) {
      outlet.openFeed(SseWriter.comment("hearth events"));
      subscription.deliverTo(batch -> send(batch, outlet, over));
      over.await();
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
    cancellation.check();
  }

  private void send(List<Event> batch, Outlet outlet, CountDownLatch over) {
    try {
      for (Event event : batch) {
        outlet.feed(SseWriter.event(EventDocuments.name(event), documents.text(event)));
      }
    } catch (Cancelled e) {
      over.countDown();
    }
  }

  @Override
  public void close() {
    watchers.close();
  }
}
