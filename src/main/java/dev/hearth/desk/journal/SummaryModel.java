package dev.hearth.desk.journal;

import dev.hearth.desk.services.JournalService;
import dev.hearth.desk.services.Threads;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.insight.Insight;
import dev.hearth.traffic.journal.JournalException;
import java.time.Duration;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What a stretch of traffic adds up to. Knows no control. */
final class SummaryModel {
  private final JournalService journal;
  private final Threads threads;
  private final Filter filter;
  private final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.DAY);
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Reading());
  private int asked;

  /** How far back to look, and how finely. */
  enum Period {
    HOUR("Last hour", "after:1h", Duration.ofMinutes(2)),
    DAY("Last 24 hours", "after:24h", Duration.ofMinutes(30)),
    WEEK("Last 7 days", "after:7d", Duration.ofHours(4)),
    ALL("Everything", "", Duration.ofDays(1));

    private final String title;
    private final String filter;
    private final Duration bucket;

    Period(String title, String filter, Duration bucket) {
      this.title = title;
      this.filter = filter;
      this.bucket = bucket;
    }

    String title() {
      return title;
    }

    /** The filter that leaves this period. */
    String filter() {
      return filter;
    }
  }

  /** What is known. */
  sealed interface State {
    /** The journal is being read. */
    record Reading() implements State {}

    /** It has been read. */
    record Read(Insight insight) implements State {}

    /** It cannot be read. */
    record Broken(String why) implements State {}
  }

  /**
   * @param filter what else the traffic must pass
   */
  SummaryModel(JournalService journal, Threads threads, Filter filter) {
    this.journal = journal;
    this.threads = threads;
    this.filter = filter;
    period.subscribe(p -> read());
  }

  Filter filter() {
    return filter;
  }

  ObjectProperty<Period> periodProperty() {
    return period;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Reads anew. */
  void read() {
    int mine = ++asked;
    Period of = period.get();
    Filter within = Filter.parse((filter.text() + " " + of.filter).strip());
    threads
        .background()
        .execute(
            () -> {
              State next = outcome(within, of.bucket);
              threads
                  .fx()
                  .execute(
                      () -> {
                        // An answer about another period than the one shown comes too late.
                        if (mine == asked) {
                          state.set(next);
                        }
                      });
            });
  }

  private State outcome(Filter within, Duration bucket) {
    try {
      return new State.Read(journal.insight(within, bucket));
    } catch (JournalException e) {
      return new State.Broken(e.getMessage());
    }
  }
}
