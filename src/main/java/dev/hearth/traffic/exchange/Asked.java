package dev.hearth.traffic.exchange;

import java.util.List;

/**
 * What a request asked for.
 *
 * @param model the model it names, empty when none
 * @param streaming whether it wants a stream
 * @param guarded whether its reply is judged
 * @param tools the names of the tools it offers
 * @param messages how many messages it carries
 * @param bytes the size of its body
 */
public record Asked(
    String model,
    boolean streaming,
    boolean guarded,
    List<String> tools,
    int messages,
    long bytes) {
  /** Not understood yet. */
  public static final Asked NOTHING = new Asked("", false, false, List.of(), 0, 0);

  public Asked {
    tools = List.copyOf(tools);
  }
}
