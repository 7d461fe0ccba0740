package dev.hearth.desk.services;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.Vocabulary;
import dev.hearth.traffic.journal.SavedSearch;
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

  /** A page of all that is kept and passes a filter, newest first. */
  default List<ExchangeSummary> search(Filter filter, int most, int offset) {
    return List.of();
  }

  /** How many of what is kept pass a filter. */
  default long count(Filter filter) {
    return 0;
  }

  /** Values that may complete a filter; may be asked on any thread. */
  default Vocabulary vocabulary() {
    return Vocabulary.EMPTY;
  }

  /** The filters kept by name, or nothing when this archive keeps none. */
  default Optional<List<SavedSearch>> savedSearches() {
    return Optional.empty();
  }

  /** Replaces the filters kept by name. */
  default void saveSearches(List<SavedSearch> searches) {}

  /** An exchange with all that was kept of it. */
  Optional<Exchange> load(String id);

  /** Keeps an exchange whatever the limits say, or no longer. */
  void pin(String id, boolean keep);
}
