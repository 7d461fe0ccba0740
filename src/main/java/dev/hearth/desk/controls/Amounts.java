package dev.hearth.desk.controls;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every place of the desk. */
public final class Amounts {
  private static final long KILO = 1024;
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private Amounts() {}

  /** A size: {@code 14.2 GB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= KILO && unit < UNITS.length - 1) {
      value /= KILO;
      unit++;
    }
    String number = unit == 0 || value >= 100 ? format("%.0f", value) : format("%.1f", value);
    return number + " " + UNITS[unit];
  }

  /** A duration: {@code 84 ms}, {@code 1.24 s}, {@code 2 m 05 s}. */
  public static String duration(Duration duration) {
    return nanos(duration.toNanos());
  }

  /** A time that is still to pass: nobody counts its hundredths. */
  public static String countdown(Duration left) {
    return left.toSeconds() < 60 ? left.toSeconds() + " s" : duration(left);
  }

  /** A duration in nanoseconds. */
  public static String nanos(long nanos) {
    double millis = nanos / 1e6;
    if (millis < 9.95) {
      return format("%.1f ms", millis);
    }
    if (millis < 999.5) {
      return format("%.0f ms", millis);
    }
    double seconds = millis / 1000;
    if (seconds < 59.95) {
      return format(seconds < 9.995 ? "%.2f s" : "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? format("%d m %02d s", whole / 60, whole % 60)
        : format("%d h %02d m", whole / 3600, whole / 60 % 60);
  }

  /** A speed: {@code 41} or {@code 4.1}. */
  public static String speed(double tokensPerSecond) {
    return format(tokensPerSecond < 9.95 ? "%.1f" : "%.0f", tokensPerSecond);
  }

  /** A count with thousands apart: {@code 100,000}. */
  public static String count(long number) {
    return format("%,d", number);
  }

  /** A share: {@code 31 %}. */
  public static String percent(double share) {
    return format("%.0f %%", share * 100);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
