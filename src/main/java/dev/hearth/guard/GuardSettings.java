package dev.hearth.guard;

import java.util.Set;

/**
 * What the user lets the guard do.
 *
 * @param textPolicy how prose is met
 * @param maxRetries budget for prose, unknown tools and failed rescues
 * @param maxToolErrors budget for calls whose arguments are wrong
 * @param disabled rules switched off; a reply that only breaks these passes
 */
public record GuardSettings(
    TextPolicy textPolicy, int maxRetries, int maxToolErrors, Set<Rule> disabled) {
  /** What a new user gets. */
  public static final GuardSettings DEFAULT = new GuardSettings(TextPolicy.AUTO, 3, 2, Set.of());

  public GuardSettings {
    if (maxRetries < 0 || maxToolErrors < 0) {
      throw new IllegalArgumentException("budgets cannot be negative");
    }
    disabled = Set.copyOf(disabled);
  }

  /** Whether a rule is in force. */
  public boolean enforces(Rule rule) {
    return !disabled.contains(rule);
  }
}
