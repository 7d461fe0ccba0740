package dev.hearth.traffic;

/** Where events go. Publishing never blocks and never throws. */
@FunctionalInterface
public interface EventSink {
  /** Drops everything. */
  EventSink NOWHERE = event -> {};

  /** Hands one event over. */
  void publish(Event event);
}
