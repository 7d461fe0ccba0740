package dev.hearth.guard;

import dev.hearth.guard.schema.ArgumentCheck;
import dev.hearth.guard.schema.SchemaCache;
import dev.hearth.wire.ToolOffer;
import java.util.function.Supplier;

/** What outlives a request: makes the gates and remembers the schemas it has compiled. */
public final class Guard {
  private final ArgumentCheck check = new ArgumentCheck(new SchemaCache());

  /** A gate for one attempt; ids that are missing are derived from what the model produced. */
  public Gate gate(ToolOffer offer, GuardSettings settings, boolean continuing) {
    return new Gate(offer, settings, continuing, false, null, check);
  }

  /**
   * A gate for one attempt.
   *
   * @param thinking whether the model's template has opened a thought already, so that the text
   *     begins inside it
   * @param callIds where ids come from for calls that have none
   */
  public Gate gate(
      ToolOffer offer,
      GuardSettings settings,
      boolean continuing,
      boolean thinking,
      Supplier<String> callIds) {
    return new Gate(offer, settings, continuing, thinking, callIds, check);
  }
}
