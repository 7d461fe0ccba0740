package dev.hearth.runtime.server;

import dev.hearth.runtime.orphans.ProcessTree.Grace;
import java.time.Duration;

/**
 * The patience a supervisor has.
 *
 * @param start how long a start may take
 * @param poll how often a starting server is asked whether it is ready
 * @param watch how often a running server is looked at
 * @param grace how politely it is stopped
 * @param firstRetry the wait before the first restart; each further one is twice as long
 * @param crashes so many within {@code crashWindow} and it is not started again
 */
public record ServerTimes(
    Duration start,
    Duration poll,
    Duration watch,
    Grace grace,
    Duration firstRetry,
    int crashes,
    Duration crashWindow) {

  /**
   * For everyday use. Ten minutes load 100 GB from a slow disk; five crashes in ten minutes are no
   * accident.
   */
  public static final ServerTimes USUAL =
      new ServerTimes(
          Duration.ofMinutes(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Grace.USUAL,
          Duration.ofMillis(500),
          5,
          Duration.ofMinutes(10));

  /** No wait between restarts is longer than this. */
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  /** Whether a server that crashed is started again at all. */
  boolean restarting() {
    return crashes > 1;
  }

  /** The wait before the restart after so many crashes in a row. */
  Duration retryAfter(int crashesSoFar) {
    Duration wait = firstRetry.multipliedBy(1L << Math.min(crashesSoFar - 1, 10));
    return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
  }

  /** The same with another limit for the start. */
  public ServerTimes withStart(Duration limit) {
    return new ServerTimes(limit, poll, watch, grace, firstRetry, crashes, crashWindow);
  }

  /** The same with another way of restarting. */
  public ServerTimes withRestarts(Duration first, int most, Duration within) {
    return new ServerTimes(start, poll, watch, grace, first, most, within);
  }

  /** The same with other signals' grace. */
  public ServerTimes withGrace(Grace other) {
    return new ServerTimes(start, poll, watch, other, firstRetry, crashes, crashWindow);
  }

  /** The same with another interval of looking. */
  public ServerTimes withWatch(Duration interval) {
    return new ServerTimes(start, poll, interval, grace, firstRetry, crashes, crashWindow);
  }
}
