package dev.hearth.traffic.exchange;

import java.util.List;

/**
 * What the model was told after a rejected reply.
 *
 * @param messages the appended chat messages, JSON text each
 * @param budget the budget it was taken from
 * @param used how much of it is used, this one included
 * @param limit how much there is
 */
public record Nudge(List<String> messages, String budget, int used, int limit) {
  /** Nothing was said. */
  public static final Nudge NONE = new Nudge(List.of(), "", 0, 0);

  public Nudge {
    messages = List.copyOf(messages);
  }

  /** Whether nothing was said. */
  public boolean none() {
    return messages.isEmpty() && budget.isEmpty();
  }
}
