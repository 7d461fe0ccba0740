package dev.hearth.runtime.plan;

/**
 * How large the context is to be.
 *
 * @param mode who decides
 * @param tokens the number for {@link Mode#MANUAL}, else 0
 */
public record Budget(Mode mode, int tokens) {
  /** The server decides, and may keep its window to itself. */
  public static final Budget BACKEND = new Budget(Mode.BACKEND, 0);

  /** The server decides; a window that cannot be read fails the start. */
  public static final Budget FULL = new Budget(Mode.FULL, 0);

  /** Half of what the server would take, for speed and memory. */
  public static final Budget FAST = new Budget(Mode.FAST, 0);

  public Budget {
    if ((mode == Mode.MANUAL) != (tokens > 0)) {
      throw new IllegalArgumentException(
          "A manual budget needs a number of tokens above 0, the other modes take none.");
    }
  }

  /** So many tokens. */
  public static Budget manual(int tokens) {
    return new Budget(Mode.MANUAL, tokens);
  }

  /** Who decides the size of the context. */
  public enum Mode {
    BACKEND,
    MANUAL,
    FULL,
    FAST
  }
}
