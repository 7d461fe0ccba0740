package dev.hearth.traffic.journal;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Script;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/** A journal in a folder with a feed and a clock of its own. */
final class Folder implements AutoCloseable {
  final Feed feed = new Feed();
  final Path file;
  Instant now = Script.NOON.plus(Duration.ofHours(1));
  final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  Journal journal;

  Folder(Path folder) {
    this(folder, JournalSettings.DEFAULT);
  }

  Folder(Path folder, JournalSettings settings) {
    file = folder.resolve("journal.db");
    open(settings);
  }

  void open(JournalSettings settings) {
    journal = Journal.open(file, settings, clock);
    journal.record(feed);
  }

  void reopen() {
    JournalSettings settings = journal.settings();
    journal.close();
    open(settings);
  }

  void publish(List<Event> events) {
    events.forEach(feed::publish);
  }

  void written(List<Event> events) {
    publish(events);
    journal.flush();
  }

  @Override
  public void close() {
    feed.close();
    journal.close();
  }
}
