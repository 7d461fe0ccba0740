package dev.hearth.proxy;

import java.time.Duration;

/**
 * How long Hearth waits for what.
 *
 * @param headGrace how long a stream's head is held back, so that an early failure can still be
 *     told with a real status
 * @param keepAlive how often a silent stream gets a sign of life
 * @param load how long a loading model server is waited for
 * @param close how long running exchanges may go on when the proxy is closed
 */
public record Pace(Duration headGrace, Duration keepAlive, Duration load, Duration close) {
  /** Clients give up on a silent connection after 30 s and more. */
  public static final Pace DEFAULT =
      new Pace(
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(3));

  public Pace withHeadGrace(Duration value) {
    return new Pace(value, keepAlive, load, close);
  }

  public Pace withKeepAlive(Duration value) {
    return new Pace(headGrace, value, load, close);
  }

  public Pace withLoad(Duration value) {
    return new Pace(headGrace, keepAlive, value, close);
  }

  public Pace withClose(Duration value) {
    return new Pace(headGrace, keepAlive, load, value);
  }
}
