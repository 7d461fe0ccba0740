package dev.hearth.desk.shell;

import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.controls.PulseFeed;
import dev.hearth.desk.services.LogLine;
import dev.hearth.desk.services.LogSource;
import dev.hearth.desk.services.Watch;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The log's lines, the newest last, filtered by level and text. */
final class LogModel implements AutoCloseable {
  /** Older lines stay in the log file. */
  static final int MOST_LINES = 5_000;

  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  private final FilteredList<LogLine> shown = new FilteredList<>(lines);
  private final IntegerProperty errors = new SimpleIntegerProperty();
  private final PulseFeed<LogLine> feed;
  private final Watch watch;
  private LogLine.Level least = LogLine.Level.INFO;
  private String text = "";

  LogModel(LogSource source, Pulse pulse) {
    feed = new PulseFeed<>(pulse, this::append);
    feed.addAll(source.recent());
    watch = source.watch(feed::add);
    filter(least, "");
  }

  ObservableList<LogLine> shown() {
    return shown;
  }

  /** Errors since the drawer was last looked at. */
  IntegerProperty errorsProperty() {
    return errors;
  }

  void filter(LogLine.Level atLeast, String containing) {
    least = atLeast;
    text = containing.strip().toLowerCase(Locale.ROOT);
    shown.setPredicate(this::matches);
  }

  void clear() {
    lines.clear();
  }

  private boolean matches(LogLine line) {
    return line.level().compareTo(least) >= 0
        && (text.isEmpty()
            || line.text().toLowerCase(Locale.ROOT).contains(text)
            || line.source().toLowerCase(Locale.ROOT).contains(text));
  }

  private void append(List<LogLine> more) {
    lines.addAll(more);
    if (lines.size() > MOST_LINES) {
      lines.remove(0, lines.size() - MOST_LINES);
    }
    long bad = more.stream().filter(l -> l.level() == LogLine.Level.ERROR).count();
    if (bad > 0) {
      errors.set(errors.get() + (int) bad);
    }
  }

  @Override
  public void close() {
    watch.close();
    feed.close();
  }
}
