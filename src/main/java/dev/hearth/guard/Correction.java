package dev.hearth.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What is appended to the conversation so that the model can do better.
 *
 * @param cost the budget it is taken from
 * @param messages chat messages in OpenAI's shape: the model's own failed turn, then what is said
 *     to it
 */
public record Correction(Cost cost, List<ObjectNode> messages) {
  /** The two budgets. */
  public enum Cost {
    /** Prose, unknown tools, failed rescues. */
    RETRY,
    /** Wrong arguments. */
    TOOL_ERROR
  }

  public Correction {
    messages = List.copyOf(messages);
  }
}
