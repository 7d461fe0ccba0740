package dev.hearth.desk.traffic.inspect;

import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.StreamEvent;
import java.util.Arrays;
import java.util.List;

/**
 * The times between the events of a stream after its first token.
 *
 * @param median half are shorter
 * @param p95 all but one in twenty are shorter
 * @param longest the longest
 * @param count how many there are
 */
record Gaps(long median, long p95, long longest, int count) {
  static Gaps of(Attempt attempt) {
    List<StreamEvent> events = attempt.events();
    long[] gaps = new long[Math.max(0, events.size() - 1)];
    int n = 0;
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i - 1).nanos() >= attempt.firstTokenAt()) {
        gaps[n++] = Math.max(0, events.get(i).nanos() - events.get(i - 1).nanos());
      }
    }
    long[] sorted = Arrays.copyOf(gaps, n);
    Arrays.sort(sorted);
    return n == 0
        ? new Gaps(0, 0, 0, 0)
        : new Gaps(sorted[n / 2], sorted[Math.min(n - 1, (int) (n * 0.95))], sorted[n - 1], n);
  }
}
