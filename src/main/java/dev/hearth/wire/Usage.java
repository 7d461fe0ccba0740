package dev.hearth.wire;

/**
 * Tokens of one reply, counted by the backend.
 *
 * @param prompt all prompt tokens, cached ones included
 * @param completion generated tokens
 * @param cached prompt tokens that came from a cache
 * @param cacheWritten prompt tokens newly written to a cache
 */
public record Usage(long prompt, long completion, long cached, long cacheWritten) {
  /** Nothing was reported. */
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  /** Prompt and completion together. */
  public long total() {
    return prompt + completion;
  }
}
