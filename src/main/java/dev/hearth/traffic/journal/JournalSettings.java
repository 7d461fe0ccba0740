package dev.hearth.traffic.journal;

import java.time.Duration;
import java.util.List;

/**
 * What is kept and how long.
 *
 * @param mode how much of an exchange is kept
 * @param maxAge older exchanges are forgotten; zero for no limit
 * @param maxCount more exchanges push out the oldest; 0 for no limit
 * @param maxBytes a larger file pushes out the oldest; 0 for no limit
 * @param secretPatterns regular expressions whose matches are masked, besides the known keys
 */
public record JournalSettings(
    Mode mode, Duration maxAge, long maxCount, long maxBytes, List<String> secretPatterns) {
  /** What a new user gets: a week, two gigabytes. */
  public static final JournalSettings DEFAULT =
      new JournalSettings(
          Mode.EVERYTHING, Duration.ofDays(7), 0, 2L * 1024 * 1024 * 1024, List.of());

  public JournalSettings {
    secretPatterns = List.copyOf(secretPatterns);
    if (maxAge.isNegative() || maxCount < 0 || maxBytes < 0) {
      throw new IllegalArgumentException("limits cannot be negative");
    }
  }

  /** How much of an exchange is kept. */
  public enum Mode {
    /** Nothing at all. */
    NOTHING,
    /** Who, when, what model, how long and how it ended, but no content. */
    METADATA,
    /** All of it. */
    EVERYTHING
  }

  /** The same limits in another mode. */
  public JournalSettings in(Mode other) {
    return new JournalSettings(other, maxAge, maxCount, maxBytes, secretPatterns);
  }
}
