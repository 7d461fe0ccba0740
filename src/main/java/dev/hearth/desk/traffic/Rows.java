package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.ExchangeSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.collections.ObservableList;

/**
 * All rows and those that pass the filter, in the order they came. A row that changes keeps its
 * place; only a row that starts or stops to pass the filter moves others.
 */
final class Rows {
  private static final Comparator<TrafficRow> BY_NUMBER =
      Comparator.comparingLong(TrafficRow::number);

  private static final Comparator<TrafficRow> BY_TIME =
      Comparator.<TrafficRow, java.time.Instant>comparing(r -> r.summary().time())
          .thenComparing(TrafficRow::id);

  private final List<TrafficRow> archived = new ArrayList<>();
  private final int most;
  private final Map<String, TrafficRow> byId = new HashMap<>();
  private final ArrayDeque<TrafficRow> order = new ArrayDeque<>();
  private final RowList shown = new RowList();
  private final List<TrafficRow> arrived = new ArrayList<>();
  private long count;

  Rows(int most) {
    this.most = most;
  }

  ObservableList<TrafficRow> shown() {
    return shown;
  }

  int size() {
    return byId.size();
  }

  TrafficRow find(String id) {
    return byId.get(id);
  }

  /** Every row, oldest first. */
  Iterable<TrafficRow> all() {
    return order;
  }

  /** Takes a new or changed row; answers whether it is new. New rows show after {@link #flush}. */
  boolean put(ExchangeSummary summary, boolean matches) {
    TrafficRow row = byId.get(summary.id());
    if (row == null) {
      row = new TrafficRow(++count, summary, matches);
      byId.put(summary.id(), row);
      order.addLast(row);
      if (matches) {
        arrived.add(row);
      }
      return true;
    }
    row.update(summary);
    if (row.matches() != matches) {
      row.setMatches(matches);
      flush();
      move(row, matches);
    }
    return false;
  }

  /** Shows the rows that came since the last time, in one change, and drops the oldest. */
  void flush() {
    if (!arrived.isEmpty()) {
      shown.addAll(arrived);
      arrived.clear();
    }
    List<TrafficRow> dropped = new ArrayList<>();
    while (order.size() > most && !order.peekFirst().summary().phase().live()) {
      TrafficRow row = order.removeFirst();
      byId.remove(row.id());
      if (row.number() < 1) {
        archived.removeFirst();
      }
      dropped.add(row);
    }
    long visible = dropped.stream().filter(TrafficRow::matches).count();
    if (visible > 0) {
      shown.remove(0, (int) visible);
    }
  }

  /** Takes older rows that pass the filter in, each where its time belongs among those kept. */
  void older(List<ExchangeSummary> page) {
    flush();
    boolean grown = false;
    for (ExchangeSummary summary : page) {
      TrafficRow known = byId.get(summary.id());
      if (known == null && byId.size() < most) {
        known = new TrafficRow(0, summary, true);
        byId.put(summary.id(), known);
        archived.add(known);
        grown = true;
      } else if (known != null) {
        known.setMatches(true);
      }
    }
    if (grown) {
      putInOrder();
    }
    showPassing();
  }

  private void putInOrder() {
    archived.sort(BY_TIME);
    while (!order.isEmpty() && order.peekFirst().number() < 1) {
      order.removeFirst();
    }
    for (int i = archived.size() - 1; i >= 0; i--) {
      TrafficRow row = archived.get(i);
      row.renumber(i + 1L - archived.size());
      order.addFirst(row);
    }
  }

  /** What is shown already is not touched when all that is new stands before it. */
  private void showPassing() {
    List<TrafficRow> passing = new ArrayList<>();
    for (TrafficRow row : order) {
      if (row.matches()) {
        passing.add(row);
      }
    }
    int more = passing.size() - shown.size();
    if (more >= 0 && passing.subList(more, passing.size()).equals(shown)) {
      shown.putFirst(passing.subList(0, more));
    } else {
      shown.setAll(passing);
    }
  }

  /** Shows the rows of a new filter. */
  void filter(Set<String> ids) {
    arrived.clear();
    List<TrafficRow> passing = new ArrayList<>(ids.size());
    for (TrafficRow row : order) {
      row.setMatches(ids.contains(row.id()));
      if (row.matches()) {
        passing.add(row);
      }
    }
    shown.setAll(passing);
  }

  /** Takes every finished row away. */
  void clearFinished() {
    flush();
    archived.clear();
    order.removeIf(
        row -> {
          boolean over = !row.summary().phase().live();
          if (over) {
            byId.remove(row.id());
          }
          return over;
        });
    shown.setAll(order.stream().filter(TrafficRow::matches).toList());
  }

  private void move(TrafficRow row, boolean in) {
    int at = Collections.binarySearch(shown, row, BY_NUMBER);
    if (in && at < 0) {
      shown.add(-at - 1, row);
    } else if (!in && at >= 0) {
      shown.remove(at);
    }
  }
}
