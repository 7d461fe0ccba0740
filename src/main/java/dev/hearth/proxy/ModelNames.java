package dev.hearth.proxy;

/** Names under which models are offered. */
final class ModelNames {
  /** Claude Code's picker lists only names that begin like this. */
  private static final String PREFIX = "claude-local-";

  private ModelNames() {}

  /** The name for Claude Code's picker. */
  static String alias(String id) {
    return PREFIX + id;
  }

  /** The model behind a name. */
  static String real(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}
