package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Properties asked for with {@code is:}. */
enum Flag {
  PINNED(ExchangeSummary::pinned, "x.pinned = 1"),
  REPLAY(s -> s.origin() == Origin.REPLAY, "x.origin = 'REPLAY'"),
  IMPORTED(s -> s.origin() == Origin.IMPORT, "x.origin = 'IMPORT'"),
  GUARDED(s -> s.asked().guarded(), "x.guarded = 1"),
  STREAM(s -> s.asked().streaming(), "x.streaming = 1"),
  TOOLS(s -> !s.toolsCalled().isEmpty(), "x.k_tool <> ''"),
  INCOMPLETE(s -> s.eventsLost() > 0, "x.lost > 0");

  static final List<String> ALL =
      Arrays.stream(values()).map(w -> w.name().toLowerCase(Locale.ROOT)).toList();

  private final Predicate<ExchangeSummary> test;
  private final String sql;

  Flag(Predicate<ExchangeSummary> test, String sql) {
    this.test = test;
    this.sql = sql;
  }

  boolean matches(ExchangeSummary summary) {
    return test.test(summary);
  }

  String sql() {
    return sql;
  }

  static Optional<Flag> named(String word) {
    return Arrays.stream(values()).filter(w -> w.name().equalsIgnoreCase(word)).findFirst();
  }
}
