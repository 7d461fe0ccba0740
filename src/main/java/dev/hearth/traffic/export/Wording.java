package dev.hearth.traffic.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How things are put in a report. */
final class Wording {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Wording() {}

  static String duration(long nanos) {
    if (nanos == Attempt.UNKNOWN) {
      return "–";
    }
    double millis = nanos / 1e6;
    if (millis > 0 && millis < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    if (millis < 1000) {
      return String.format(Locale.ROOT, "%.0f ms", millis);
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000)
        : String.format(
            Locale.ROOT, "%.0f min %.0f s", Math.floor(millis / 60_000), millis % 60_000 / 1000);
  }

  /** A moment as a reader anywhere can place it. */
  static String moment(Instant time) {
    return MOMENT.format(time) + " UTC";
  }

  /** A number with its thousands apart. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String speed(double tokensPerSecond) {
    return String.format(Locale.ROOT, tokensPerSecond < 100 ? "%.1f" : "%,.0f", tokensPerSecond)
        + " tokens/s";
  }

  static String bytes(long bytes) {
    return bytes < 10_000
        ? count(bytes) + " bytes"
        : String.format(Locale.ROOT, "%,.0f kB", bytes / 1000.0);
  }

  static String verdict(Verdict verdict) {
    return switch (verdict) {
      case UNJUDGED -> "not judged";
      case PASSED -> "passed";
      case REPAIRED -> "repaired";
      case RESCUED -> "rescued";
      case NUDGED -> "rejected, asked again";
      case GAVE_UP -> "rejected, gave up";
    };
  }

  static String tone(Verdict verdict) {
    return switch (verdict) {
      case UNJUDGED -> "soft";
      case PASSED -> "good";
      case REPAIRED, RESCUED -> "mend";
      case NUDGED, GAVE_UP -> "bad";
    };
  }

  static String phase(Phase phase) {
    return switch (phase) {
      case DONE -> "done";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
      case INTERRUPTED -> "interrupted when Hearth ended";
      default -> "in flight";
    };
  }

  static String tone(Phase phase) {
    return switch (phase) {
      case DONE -> "good";
      case FAILED -> "bad";
      case CANCELLED, INTERRUPTED -> "mend";
      default -> "info";
    };
  }

  /** JSON laid out for reading; other text as it is. */
  static String pretty(String text) {
    return Json.parse(text)
        .filter(n -> n.isContainerNode())
        .map(JsonNode::toPrettyString)
        .orElse(text);
  }
}
