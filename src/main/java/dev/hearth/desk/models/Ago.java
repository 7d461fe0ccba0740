package dev.hearth.desk.models;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How long ago something was, in a word or two. */
final class Ago {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy").withZone(ZoneId.systemDefault());

  private static final DateTimeFormatter BRIEF_DAY =
      DateTimeFormatter.ofPattern("d MMM").withZone(ZoneId.systemDefault());

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yyyy").withZone(ZoneId.systemDefault());

  /** So long a day says more than a count of days. */
  private static final long DAYS_COUNTED = 14;

  /** So long a day of the year is clear without the year. */
  private static final long DAYS_WITHOUT_YEAR = 300;

  private Ago() {}

  static String text(Instant then, Instant now) {
    Duration since = Duration.between(then, now);
    if (since.toMinutes() < 1) {
      return "just now";
    }
    return since.toDays() < DAYS_COUNTED ? count(since) + " ago" : DAY.format(then);
  }

  /** The same where a heading says already that it is past. */
  static String brief(Instant then, Instant now) {
    Duration since = Duration.between(then, now);
    if (since.toMinutes() < 1) {
      return "now";
    }
    if (since.toDays() < DAYS_COUNTED) {
      return count(since);
    }
    return (since.toDays() < DAYS_WITHOUT_YEAR ? BRIEF_DAY : MONTH).format(then);
  }

  private static String count(Duration since) {
    if (since.toHours() < 1) {
      return since.toMinutes() + " min";
    }
    return since.toDays() < 1 ? since.toHours() + " h" : since.toDays() + " d";
  }
}
