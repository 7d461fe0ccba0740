package dev.hearth.wire;

import java.util.List;
import java.util.Optional;

/**
 * What a request lets the model call.
 *
 * @param tools the function tools, in the client's order
 * @param choice whether one must be called
 * @param parallel whether several calls in one reply are welcome
 */
public record ToolOffer(List<ToolSpec> tools, ToolChoice choice, boolean parallel) {
  /** A request without tools. */
  public static final ToolOffer EMPTY = new ToolOffer(List.of(), new ToolChoice.Auto(), true);

  public ToolOffer {
    tools = List.copyOf(tools);
  }

  /** The tool of exactly this name. */
  public Optional<ToolSpec> named(String name) {
    return tools.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  /** Whether replies to this request can contain calls and so are worth guarding. */
  public boolean guarded() {
    return !tools.isEmpty() && !(choice instanceof ToolChoice.None);
  }
}
