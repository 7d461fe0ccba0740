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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal as the desk follows it. */
final class JournalDesk implements JournalService, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalDesk.class);

  /** How soon a change shows: a person reads the count now and then, and counting costs. */
  private static final long SOON_SECONDS = 3;

  /** Another Hearth that writes beside this one tells nobody. */
  private static final long OTHERS_SECONDS = 60;

  private final Journal journal;
  private final LiveValue<JournalStatus> status;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("journal-status").factory());

  private final AtomicBoolean stirred = new AtomicBoolean();

  JournalDesk(Journal journal) {
    this.journal = journal;
    this.status = new LiveValue<>(now());
    journal.onState(s -> look());
    journal.onWritten(this::stir);
    clock.scheduleWithFixedDelay(this::look, OTHERS_SECONDS, OTHERS_SECONDS, TimeUnit.SECONDS);
  }

  private void stir() {
    if (stirred.compareAndSet(false, true)) {
      try {
        clock.schedule(this::counted, SOON_SECONDS, TimeUnit.SECONDS);
      } catch (RejectedExecutionException closed) {
        LOG.trace("nobody counts any more", closed);
      }
    }
  }

  private void counted() {
    stirred.set(false);
    look();
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
