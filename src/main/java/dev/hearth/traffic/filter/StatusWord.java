package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Words that may stand where a status number stands. */
enum StatusWord {
  RETRIED(ExchangeSummary::retried, "x.attempts > 1"),
  OK(s -> s.phase() == Phase.DONE && s.status() < 400, "x.phase = 'DONE' and x.status < 400"),
  ERROR(
      s -> s.phase() == Phase.FAILED || s.status() >= 400, "x.phase = 'FAILED' or x.status >= 400"),
  LIVE(s -> s.phase().live(), "x.phase not in ('DONE','FAILED','CANCELLED','INTERRUPTED')"),
  RECEIVED(Phase.RECEIVED),
  QUEUED(Phase.QUEUED),
  WAITING(Phase.WAITING),
  PREFILL(Phase.PREFILL),
  STREAMING(Phase.STREAMING),
  HELD(Phase.HELD),
  RETRYING(Phase.RETRYING),
  DONE(Phase.DONE),
  FAILED(Phase.FAILED),
  CANCELLED(Phase.CANCELLED),
  INTERRUPTED(Phase.INTERRUPTED);

  static final List<String> ALL =
      Arrays.stream(values()).map(w -> w.name().toLowerCase(Locale.ROOT)).toList();

  private final Predicate<ExchangeSummary> test;
  private final String sql;

  StatusWord(Predicate<ExchangeSummary> test, String sql) {
    this.test = test;
    this.sql = sql;
  }

  StatusWord(Phase phase) {
    this(s -> s.phase() == phase, "x.phase = '" + phase.name() + "'");
  }

  boolean matches(ExchangeSummary summary) {
    return test.test(summary);
  }

  String sql() {
    return sql;
  }

  static Optional<StatusWord> named(String word) {
    return Arrays.stream(values()).filter(w -> w.name().equalsIgnoreCase(word)).findFirst();
  }
}
