package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.ExchangeSummary;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** Which requests repeat which, as far as they were seen. Used on the JavaFX thread. */
final class ReplayLinks {
  /** More are a list, which the table shows better. */
  static final int MOST_SHOWN = 6;

  private final Map<String, Map<String, ExchangeSummary>> bySource = new HashMap<>();
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private boolean changed;

  /** Takes a row up; most repeat nothing. */
  void put(ExchangeSummary summary) {
    if (!summary.replayOf().isEmpty()) {
      bySource
          .computeIfAbsent(summary.replayOf(), id -> new LinkedHashMap<>())
          .put(summary.id(), summary);
      changed = true;
    }
  }

  /** Tells that there is news, once for all that was taken up. */
  void tell() {
    if (changed) {
      changed = false;
      version.set(version.get() + 1);
    }
  }

  /** Changes when there is news. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** The replays of a request, oldest first. */
  List<ExchangeSummary> of(String source) {
    Collection<ExchangeSummary> found = bySource.getOrDefault(source, Map.of()).values();
    return found.stream().sorted(Comparator.comparing(ExchangeSummary::time)).toList();
  }
}
