package dev.hearth.traffic.replay;

import java.util.Locale;

/**
 * One figure of two exchanges.
 *
 * @param name what it is
 * @param unit "ms", "t/s", "tokens" or empty
 * @param left the first one's, NaN when unknown
 * @param right the second one's
 */
public record Figure(String name, String unit, double left, double right) {
  /** How much larger the second is, in percent of the first; NaN when that cannot be said. */
  public double changePercent() {
    return left == 0 ? Double.NaN : (right - left) / left * 100;
  }

  /** A value in words. */
  public String text(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String number =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, "%.1f", value);
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
