package dev.hearth.traffic.insight;

import org.HdrHistogram.Histogram;

/**
 * How values are spread.
 *
 * @param count how many there are; with none the rest is 0
 */
public record Spread(
    long count, double mean, double p50, double p90, double p95, double p99, double max) {
  /** No values. */
  public static final Spread NONE = new Spread(0, 0, 0, 0, 0, 0, 0);

  static Spread of(Histogram histogram, double unit) {
    long count = histogram.getTotalCount();
    return count == 0
        ? NONE
        : new Spread(
            count,
            histogram.getMean() / unit,
            histogram.getValueAtPercentile(50) / unit,
            histogram.getValueAtPercentile(90) / unit,
            histogram.getValueAtPercentile(95) / unit,
            histogram.getValueAtPercentile(99) / unit,
            histogram.getMaxValue() / unit);
  }
}
