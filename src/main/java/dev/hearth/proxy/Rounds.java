package dev.hearth.proxy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Looks after signs of life and deadlines: often while something is under way, at the next deadline
 * while nothing is, and not at all while there is none.
 */
final class Rounds {
  /** How late a deadline or a sign of life may be. */
  static final Duration PACE = Duration.ofMillis(100);

  /** A round that finds nothing to wait for. */
  static final long NEVER = Long.MAX_VALUE;

  /** Looks at everything there is. */
  @FunctionalInterface
  interface Look {
    /**
     * @return nanoseconds until the next look is due, or {@link #NEVER}
     */
    long at(long now);
  }

  /** Calls once after a time. */
  interface Alarm {
    /**
     * @return how {@link #cancel} knows it
     */
    long in(long millis, Runnable round);

    void cancel(long alarm);
  }

  private final Alarm alarm;
  private final Look look;
  private volatile boolean brisk;
  private long timer = -1;

  Rounds(Alarm alarm, Look look) {
    this.alarm = alarm;
    this.look = look;
  }

  /** Something is there to be looked after from now on. Costs nothing while that is known. */
  void begun() {
    if (!brisk) {
      hurry();
    }
  }

  private synchronized void hurry() {
    if (!brisk) {
      brisk = true;
      again(PACE.toMillis());
    }
  }

  private synchronized void round() {
    // Who begins something after this line hurries, who began before it is seen by the look.
    brisk = false;
    long rest = look.at(System.nanoTime());
    timer = -1;
    if (rest <= PACE.toNanos()) {
      hurry();
    } else if (rest != NEVER) {
      again(TimeUnit.NANOSECONDS.toMillis(rest) + 1);
    }
  }

  private void again(long millis) {
    if (timer >= 0) {
      alarm.cancel(timer);
    }
    timer = alarm.in(millis, this::round);
  }
}
