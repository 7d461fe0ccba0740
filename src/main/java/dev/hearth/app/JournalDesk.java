package dev.hearth.app;

import dev.hearth.desk.services.JournalService;
import dev.hearth.desk.services.JournalStatus;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.insight.Insight;
import dev.hearth.traffic.insight.InsightBuilder;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal as the desk follows it. */
final class JournalDesk implements JournalService, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalDesk.class);

  /** A person reads the count now and then; counting 100,000 rows costs milliseconds. */
  private static final long LOOK_EVERY_SECONDS = 3;

  private final Journal journal;
  private final LiveValue<JournalStatus> status;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("journal-status").factory());

  JournalDesk(Journal journal) {
    this.journal = journal;
    this.status = new LiveValue<>(now());
    journal.onState(s -> look());
    clock.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private JournalStatus now() {
    return new JournalStatus(journal.state(), journal.size(), journal.eventsLost());
  }

  private void look() {
    try {
      status.set(now());
    } catch (JournalException e) {
      LOG.debug("The journal's size is not known: {}", e.getMessage());
      status.update(s -> new JournalStatus(journal.state(), s.size(), s.eventsLost()));
    }
  }

  @Override
  public Live<JournalStatus> status() {
    return status;
  }

  @Override
  public void incognito(boolean on) {
    journal.incognito(on);
  }

  @Override
  public Insight insight(Filter filter, Duration bucket) {
    InsightBuilder builder = new InsightBuilder(bucket);
    journal.forEach(filter, builder::add);
    return builder.insight();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
