package dev.hearth.practice;

import java.time.Duration;

/**
 * How fast the practice server answers.
 *
 * @param promptDelay how long it pretends to read a prompt
 * @param tokensPerSecond how fast it writes; 0 means as fast as it can
 * @param slowGap the silence between tokens in the scenario of a slow model
 */
public record Pace(Duration promptDelay, double tokensPerSecond, Duration slowGap) {
  /** No delays, for tests and load. */
  public static final Pace FAST = new Pace(Duration.ZERO, 0, Duration.ofMillis(20));

  /** A mid-range machine with a small model, for people. */
  public static final Pace REALISTIC =
      new Pace(Duration.ofMillis(350), 60, Duration.ofMillis(1200));

  public Pace {
    if (promptDelay.isNegative() || slowGap.isNegative() || tokensPerSecond < 0) {
      throw new IllegalArgumentException("A pace cannot be negative.");
    }
  }
}
