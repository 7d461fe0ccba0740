package dev.hearth.traffic;

/** Where events go. Publishing never blocks and never throws. */
@FunctionalInterface
public interface EventSink {
  /** Drops everything. */
  EventSink NOWHERE =
      new EventSink() {
        @Override
        public void publish(Event event) {
          // Nobody reads it.
        }

        @Override
        public boolean wantsDetails() {
          return false;
        }
      };

  /** Hands one event over. */
  void publish(Event event);

  /**
   * Whether anyone reads the details of streams at the moment: each event of a backend and each
   * event sent to a client. While nobody does, they need not even be made.
   */
  default boolean wantsDetails() {
    return true;
  }
}
