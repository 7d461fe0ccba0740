package dev.hearth.settings;

import java.util.Set;

/**
 * What the guard may do.
 *
 * @param textPolicy how prose is met when tools were offered
 * @param maxRetries corrections for prose, unknown tools and failed rescues
 * @param maxToolErrors corrections for wrong arguments
 * @param disabledRules names of rules that are switched off
 */
public record GuardChoices(
    TextPolicy textPolicy, int maxRetries, int maxToolErrors, Set<String> disabledRules) {
  /** What a new user gets. */
  public static final GuardChoices DEFAULT = new GuardChoices(TextPolicy.AUTO, 3, 2, Set.of());

  public GuardChoices {
    disabledRules = Set.copyOf(disabledRules);
  }

  /** How prose is met. */
  public enum TextPolicy {
    AUTO,
    STRICT,
    RESPOND
  }
}
