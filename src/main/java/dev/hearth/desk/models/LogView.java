package dev.hearth.desk.models;

import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.controls.PulseFeed;
import dev.hearth.runtime.log.LogLevel;
import dev.hearth.runtime.log.LogLine;
import dev.hearth.runtime.log.ServerLog;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** What the selected model's server says, by level and words. */
final class LogView implements AutoCloseable {
  /** More is in the log file; a list of this length stays quick to search. */
  static final int MOST_LINES = 2_000;

  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  private final FilteredList<LogLine> shown = new FilteredList<>(lines);
  private final Pulse pulse;
  private Optional<ServerLog> source = Optional.empty();
  private ServerLog.Subscription subscription = () -> {};
  private PulseFeed<LogLine> feed;
  private long newest;
  private LogLevel least = LogLevel.INFO;
  private String words = "";

  LogView(Pulse pulse) {
    this.pulse = pulse;
    this.feed = new PulseFeed<>(pulse, this::append);
    filter(least, words);
  }

  ObservableList<LogLine> shown() {
    return shown;
  }

  /** Where the whole log is kept. */
  Optional<String> file() {
    return source.flatMap(ServerLog::file).map(Object::toString);
  }

  void filter(LogLevel atLeast, String containing) {
    least = atLeast;
    words = containing.strip().toLowerCase(Locale.ROOT);
    shown.setPredicate(this::matches);
  }

  private boolean matches(LogLine line) {
    return line.level().compareTo(least) >= 0
        && (words.isEmpty() || line.text().toLowerCase(Locale.ROOT).contains(words));
  }

  /** Shows another server's log; the same one goes on as it is. */
  void follow(Optional<ServerLog> next) {
    if (next.equals(source)) {
      return;
    }
    subscription.close();
    feed.close();
    lines.clear();
    newest = 0;
    source = next;
    feed = new PulseFeed<>(pulse, this::append);
    next.ifPresent(
        log -> {
          // Subscribed first: a line that comes between is then told twice, and taken once.
          subscription = log.subscribe(feed::add);
          append(log.tail(MOST_LINES));
        });
  }

  private void append(List<LogLine> more) {
    List<LogLine> fresh = more.stream().filter(l -> l.number() > newest).toList();
    if (fresh.isEmpty()) {
      return;
    }
    newest = fresh.getLast().number();
    lines.addAll(fresh);
    if (lines.size() > MOST_LINES) {
      lines.remove(0, lines.size() - MOST_LINES);
    }
  }

  @Override
  public void close() {
    subscription.close();
    feed.close();
  }
}
