package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.controls.PulseFeed;
import dev.hearth.desk.services.TrafficArchive;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterCompletion;
import dev.hearth.traffic.journal.SavedSearch;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

/** What the Traffic place shows; knows no control. Used on the JavaFX thread. */
final class TrafficModel implements AutoCloseable {
  private final Rows rows = new Rows(Ledger.MOST_ROWS);
  private final Sessions sessions = new Sessions();
  private final ReadOnlyObjectWrapper<List<Sessions.Group>> groups =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper live = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<KeptMatches> kept =
      new ReadOnlyObjectWrapper<>(KeptMatches.NONE);
  private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.ALL);
  private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(new Scope.All());
  private final StringProperty compared = new SimpleStringProperty("");
  private final ReplayLinks replays = new ReplayLinks();
  private final Map<String, Watched> watched = new HashMap<>();
  private final Map<String, ObjectProperty<ObservableValue<Exchange>>> marked = new HashMap<>();
  private final Map<String, String> markedIds = new HashMap<>();
  private final Set<String> liveIds = new HashSet<>();
  private final PulseFeed<Change> changes;
  private final Ledger ledger;
  private int generation;

  private static final class Watched {
    private final ReadOnlyObjectWrapper<Exchange> exchange = new ReadOnlyObjectWrapper<>();
    private int watchers;
  }

  TrafficModel(Feed feed, TrafficArchive archive, Clock clock, Pulse pulse) {
    changes = new PulseFeed<>(pulse, this::take);
    ledger = new Ledger(feed, archive, clock, changes::addAll);
    filter.subscribe(this::refilter);
    scope.subscribe(this::refilter);
  }

  /** The rows that pass filter and scope, in the order they came. */
  ObservableList<TrafficRow> shown() {
    return rows.shown();
  }

  /** How many rows there are, shown or not. */
  ReadOnlyIntegerProperty totalProperty() {
    return total.getReadOnlyProperty();
  }

  /** How many are in flight. */
  ReadOnlyIntegerProperty liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** Clients and their conversations. */
  ReadOnlyObjectProperty<List<Sessions.Group>> groupsProperty() {
    return groups.getReadOnlyProperty();
  }

  /** What the archive says of the filter. */
  ReadOnlyObjectProperty<KeptMatches> keptProperty() {
    return kept.getReadOnlyProperty();
  }

  /** Reads more of what the archive keeps. */
  void older() {
    ledger.older();
  }

  /** Tells the filters the archive keeps by name, if it does, on another thread. */
  void savedSearches(Consumer<List<SavedSearch>> told) {
    ledger.savedSearches(told);
  }

  /** Has the archive keep filters by name. */
  void saveSearches(List<SavedSearch> searches) {
    ledger.saveSearches(searches);
  }

  ObjectProperty<Filter> filterProperty() {
    return filter;
  }

  ObjectProperty<Scope> scopeProperty() {
    return scope;
  }

  /** The exchange that is marked to be compared, empty when none is. */
  StringProperty markedProperty() {
    return compared;
  }

  /** Which requests repeat which. */
  ReplayLinks replays() {
    return replays;
  }

  /** Suggests how a filter goes on. */
  FilterCompletion completion() {
    return new FilterCompletion(ledger.seen());
  }

  /** A row by its exchange's id, or nothing when it was never seen or is gone. */
  Optional<TrafficRow> row(String id) {
    return Optional.ofNullable(rows.find(id));
  }

  /** The exchange as it is now and becomes, null until known; ends with {@link #unwatch}. */
  ObservableValue<Exchange> watch(String id) {
    Watched one = watched.computeIfAbsent(id, i -> new Watched());
    if (one.watchers++ == 0) {
      ledger.watch(id);
    }
    return one.exchange.getReadOnlyProperty();
  }

  /** One watcher less. */
  void unwatch(String id) {
    Watched one = watched.get(id);
    if (one != null && --one.watchers == 0) {
      watched.remove(id);
      ledger.unwatch(id);
    }
  }

  /**
   * How many messages the previous request of the same conversation had, 0 when it is the first.
   */
  int messagesBefore(String id) {
    TrafficRow row = rows.find(id);
    if (row == null || row.summary().conversation().isEmpty()) {
      return 0;
    }
    int before = 0;
    for (TrafficRow other : rows.all()) {
      if (other.number() >= row.number()) {
        break;
      }
      if (other.summary().conversation().equals(row.summary().conversation())) {
        before = other.summary().asked().messages();
      }
    }
    return before;
  }

  void pin(String id, boolean keep) {
    ledger.pin(id, keep);
  }

  /** Takes finished rows out of the view; what is stored stays stored. */
  void clear() {
    ledger.clear();
    rows.clearFinished();
    sessions.clear();
    rows.all().forEach(r -> sessions.put(r.summary(), true, ""));
    tellCounts(true);
  }

  /** The exchange of a composed request, null until its first byte was seen. */
  ObservableValue<Exchange> exchangeMarked(String mark) {
    return marked
        .computeIfAbsent(mark, m -> new SimpleObjectProperty<ObservableValue<Exchange>>())
        .flatMap(v -> v);
  }

  /** Watches it no longer. */
  void forgetMark(String mark) {
    marked.remove(mark);
    String id = markedIds.remove(mark);
    if (id != null) {
      unwatch(id);
    }
  }

  private void found(Change.Marked m) {
    ObjectProperty<ObservableValue<Exchange>> slot = marked.get(m.mark());
    if (slot != null) {
      markedIds.put(m.mark(), m.exchange());
      slot.set(watch(m.exchange()));
    }
  }

  private void refilter() {
    kept.set(KeptMatches.NONE);
    ledger.filter(filter.get(), scope.get(), ++generation);
  }

  private void take(List<Change> batch) {
    boolean regroup = false;
    Map<String, Exchange> details = new HashMap<>();
    Map<String, Change.Row> latest = new LinkedHashMap<>();
    for (Change change : batch) {
      switch (change) {
        case Change.Row row -> latest.merge(row.summary().id(), row, TrafficModel::later);
        case Change.Filtered f -> {
          regroup |= putAll(latest);
          if (f.generation() == generation) {
            rows.filter(f.ids());
          }
        }
        case Change.Older older -> {
          regroup |= putAll(latest);
          regroup |= putOlder(older);
        }
        case Change.Named n -> {
          regroup |= putAll(latest);
          regroup |= sessions.name(n.conversation(), n.words());
        }
        case Change.Marked m -> found(m);
        case Change.Replays r -> r.found().forEach(replays::put);
        case Change.Detail d -> details.put(d.exchange().id(), d.exchange());
      }
    }
    regroup |= putAll(latest);
    rows.flush();
    replays.tell();
    tellCounts(regroup);
    details.forEach(
        (id, exchange) -> {
          Watched one = watched.get(id);
          if (one != null) {
            one.exchange.set(exchange);
          }
        });
  }

  private boolean putOlder(Change.Older older) {
    if (older.generation() != generation) {
      return false;
    }
    boolean regroup = false;
    for (ExchangeSummary summary : older.page()) {
      regroup |= rows.find(summary.id()) == null && sessions.put(summary, true, "");
    }
    rows.older(older.page());
    kept.set(older.kept());
    return regroup;
  }

  /** Only the last state of a row in a batch is shown, so a cell is painted once a pulse. */
  private static Change.Row later(Change.Row old, Change.Row next) {
    return next.said().isEmpty()
        ? new Change.Row(next.summary(), next.matches(), old.said(), next.generation())
        : next;
  }

  private boolean putAll(Map<String, Change.Row> latest) {
    boolean regroup = false;
    for (Change.Row row : latest.values()) {
      regroup |= put(row);
    }
    latest.clear();
    return regroup;
  }

  private boolean put(Change.Row row) {
    replays.put(row.summary());
    TrafficRow known = rows.find(row.summary().id());
    // A verdict of an older filter must not undo what the newer one says.
    boolean matches =
        row.generation() == generation ? row.matches() : known != null && known.matches();
    boolean isNew = rows.put(row.summary(), matches);
    if (row.summary().phase().live()) {
      liveIds.add(row.summary().id());
    } else {
      liveIds.remove(row.summary().id());
    }
    return sessions.put(row.summary(), isNew, row.said());
  }

  private void tellCounts(boolean regroup) {
    total.set(rows.size());
    live.set(liveIds.size());
    if (regroup) {
      groups.set(sessions.groups());
    }
  }

  @Override
  public void close() {
    ledger.close();
    changes.close();
  }
}
