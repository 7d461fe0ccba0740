package dev.hearth.desk.services;

import dev.hearth.traffic.exchange.Exchange;
import java.util.List;
import java.util.Optional;

/** What is kept of the traffic beyond this run's memory; called off the JavaFX thread. */
public interface TrafficArchive {
  /** Keeps nothing. */
  TrafficArchive NONE =
      new TrafficArchive() {
        @Override
        public List<Exchange> recent(int most) {
          return List.of();
        }

        @Override
        public Optional<Exchange> load(String id) {
          return Optional.empty();
        }

        @Override
        public void pin(String id, boolean keep) {}
      };

  /** The newest exchanges of earlier runs, oldest first; bodies and events may be absent. */
  List<Exchange> recent(int most);

  /** An exchange with all that was kept of it. */
  Optional<Exchange> load(String id);

  /** Keeps an exchange whatever the limits say, or no longer. */
  void pin(String id, boolean keep);
}
