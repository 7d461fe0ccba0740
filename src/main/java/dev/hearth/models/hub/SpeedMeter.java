package dev.hearth.models.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast bytes came over the last few seconds. */
final class SpeedMeter {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier nanos;
  private final Deque<long[]> points = new ArrayDeque<>();

  SpeedMeter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Notes how many bytes are there now. */
  synchronized void at(long bytes) {
    long now = nanos.getAsLong();
    points.addLast(new long[] {now, bytes});
    while (points.size() > 2 && now - points.getFirst()[0] > WINDOW) {
      points.removeFirst();
    }
  }

  synchronized long bytesPerSecond() {
    if (points.size() < 2) {
      return 0;
    }
    long[] first = points.getFirst();
    long[] last = points.getLast();
    double seconds = (last[0] - first[0]) / 1e9;
    return seconds <= 0 ? 0 : Math.max(0, Math.round((last[1] - first[1]) / seconds));
  }
}
