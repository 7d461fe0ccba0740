package dev.hearth.runtime.fleet;

import java.time.Duration;

/**
 * How many models at once, and when they go.
 *
 * @param servers most servers at a time
 * @param memoryBytes most memory of all together, 0 for no limit
 * @param swap whether a request may unload the least recently used model to make room
 * @param idle a model nobody has used for so long is unloaded; zero for never
 * @param drain a swap waits this long for requests under way, then cuts them off
 */
public record FleetOptions(
    int servers, long memoryBytes, boolean swap, Duration idle, Duration drain) {
  /** The longest answers of slow machines take half an hour. */
  public static final Duration USUAL_DRAIN = Duration.ofMinutes(30);

  /** One model at a time, swapped when another is asked for. */
  public static final FleetOptions ONE = new FleetOptions(1, 0, true, Duration.ZERO, USUAL_DRAIN);

  public FleetOptions {
    if (servers < 1) {
      throw new IllegalArgumentException("A fleet needs room for at least one server.");
    }
  }

  /** The same with another limit of servers. */
  public FleetOptions withServers(int most) {
    return new FleetOptions(most, memoryBytes, swap, idle, drain);
  }

  /** The same with another limit of memory. */
  public FleetOptions withMemory(long bytes) {
    return new FleetOptions(servers, bytes, swap, idle, drain);
  }

  /** The same with another idle time. */
  public FleetOptions withIdle(Duration time) {
    return new FleetOptions(servers, memoryBytes, swap, time, drain);
  }

  /** The same with another patience for requests under way. */
  public FleetOptions withDrain(Duration time) {
    return new FleetOptions(servers, memoryBytes, swap, idle, time);
  }

  /** The same without unloading one model for another. */
  public FleetOptions withoutSwap() {
    return new FleetOptions(servers, memoryBytes, false, idle, drain);
  }
}
