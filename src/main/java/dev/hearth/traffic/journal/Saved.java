package dev.hearth.traffic.journal;

import dev.hearth.traffic.Payload;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** What of an exchange is on disk already. */
final class Saved {
  private long number;
  private final Map<Payload, Long> bodies = new IdentityHashMap<>();
  private final Map<Integer, Integer> events = new HashMap<>();
  private final Map<Integer, Integer> blocks = new HashMap<>();

  /** The exchange's row number, 0 before the first time. */
  long number() {
    return number;
  }

  void number(long given) {
    number = given;
  }

  Map<Payload, Long> bodies() {
    return bodies;
  }

  /** How many events of a lane are stored. */
  int events(int lane) {
    return events.getOrDefault(lane, 0);
  }

  /** Notes that a lane has been stored up to {@code count}, and answers the block's place. */
  int nextBlock(int lane, int count) {
    events.put(lane, count);
    return blocks.merge(lane, 1, Integer::sum);
  }
}
