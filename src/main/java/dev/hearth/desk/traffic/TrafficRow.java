package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.ExchangeSummary;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** One row of the table; one property, so that 100,000 of them stay light. */
final class TrafficRow {
  private long number;
  private final ObjectProperty<ExchangeSummary> summary;
  private boolean matches;

  TrafficRow(long number, ExchangeSummary first, boolean matches) {
    this.number = number;
    this.summary = new SimpleObjectProperty<>(first);
    this.matches = matches;
  }

  /** Counts rows in the order they came; those from the archive stand before 1. */
  long number() {
    return number;
  }

  /** Older rows came in between. */
  void renumber(long next) {
    number = next;
  }

  String id() {
    return summary.get().id();
  }

  ExchangeSummary summary() {
    return summary.get();
  }

  ReadOnlyObjectProperty<ExchangeSummary> summaryProperty() {
    return summary;
  }

  void update(ExchangeSummary next) {
    summary.set(next);
  }

  boolean matches() {
    return matches;
  }

  void setMatches(boolean now) {
    matches = now;
  }
}
