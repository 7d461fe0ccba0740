package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.ExchangeSummary;
import java.util.stream.Collectors;

/** The values a journal stores so that {@link SqlCondition}s find what filters match in memory. */
public final class Columns {
  private Columns() {}

  /** A text column: every text between bars, so that a whole one can be told from a part. */
  public static String text(ExchangeSummary summary, FilterKey key) {
    String joined = TermMatcher.texts(summary, key).distinct().collect(Collectors.joining("|"));
    return joined.isEmpty() ? "" : "|" + joined + "|";
  }

  /** A number column; NaN stands for null. */
  public static double number(ExchangeSummary summary, FilterKey key) {
    return TermMatcher.number(summary, key);
  }
}
