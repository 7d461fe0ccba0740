package dev.hearth.desk.connect;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as people say it. */
final class Ago {
  private Ago() {}

  static String words(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 60) {
      return "just now";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h ago";
    }
    long days = seconds / 86_400;
    return days == 1 ? "yesterday" : days + " days ago";
  }
}
