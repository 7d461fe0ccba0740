package dev.hearth.traffic.filter;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time spans such as 300ms, 2s, 1.5s, 1m30s, 2h, 7d and 2w. */
public final class Spans {
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d|w)");

  private Spans() {}

  /** Reads a span; nothing when it is none. */
  public static Optional<Duration> parse(String text) {
    Matcher part = PART.matcher(text);
    double nanos = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      nanos += Double.parseDouble(part.group(1)) * unit(part.group(2));
      end = part.end();
    }
    // A span of centuries is a typing error and would overflow.
    return end == 0 || end < text.length() || nanos > Long.MAX_VALUE / 2.0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) nanos));
  }

  private static double unit(String unit) {
    return switch (unit) {
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      case "d" -> 86_400e9;
      default -> 7 * 86_400e9;
    };
  }
}
