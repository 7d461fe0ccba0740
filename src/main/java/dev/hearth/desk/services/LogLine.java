package dev.hearth.desk.services;

import java.time.Instant;

/**
 * A line of a log.
 *
 * @param time when
 * @param level how bad
 * @param source who says it: "proxy", "llama-server", …
 * @param text one line
 */
public record LogLine(Instant time, Level level, String source, String text) {
  /** How bad it is. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
