package dev.hearth.desk.tour;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The same piece of work again and again, of the kind that dressing a window is: look-ups all over
 * the memory. How long it takes tells how fast the machine is at the moment, since processors
 * shared with others take longer for everything, by the processor's own time too.
 */
final class Yardstick {
  /** What the work takes on the machine of docs/performance.md while nothing else runs there. */
  private static final double USUAL_MILLIS = 0.6;

  private static final int ENTRIES = 4_000;
  private static final int ROUNDS = 25;
  private static final int WARM_UP = 40;

  /** As many as take about as long as the budget of a pulse. */
  private static final int TRIES = 40;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<String, String> entries = new HashMap<>();
  private final List<String> order;

  Yardstick() {
    order =
        IntStream.range(0, ENTRIES)
            .mapToObj(i -> "-color-" + i)
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    order.forEach(key -> entries.put(key, key.substring(1)));
    Collections.shuffle(order, new Random(1));
    for (int i = 0; i < WARM_UP; i++) {
      millis();
    }
  }

  /** How many times longer than usual everything takes now; 1 on a machine as fast or faster. */
  double slowness() {
    double all = IntStream.range(0, TRIES).mapToDouble(i -> millis()).sum();
    return Math.max(1, all / TRIES / USUAL_MILLIS);
  }

  /** Processor time of the work on this thread. */
  private double millis() {
    long begun = threads.getCurrentThreadCpuTime();
    int length = 0;
    for (int i = 0; i < ROUNDS; i++) {
      for (String key : order) {
        length += entries.get(key).length();
      }
    }
    double millis = (threads.getCurrentThreadCpuTime() - begun) / 1e6;
    if (length == 0) {
      throw new IllegalStateException("no work was done");
    }
    return millis;
  }
}
