package dev.hearth.desk.services;

import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.insight.Insight;
import java.time.Duration;

/** The journal in the hands of the desk. */
public interface JournalService {
  /** How it is. */
  Live<JournalStatus> status();

  /** Records nothing that begins while this is on. */
  void incognito(boolean on);

  /** What kept traffic adds up to; reads the disk, so not on the JavaFX thread. */
  Insight insight(Filter filter, Duration bucket);
}
