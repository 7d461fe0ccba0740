package dev.hearth.practice;

/**
 * What can be chosen about a practice server.
 *
 * @param port where it listens on loopback; 0 takes a free port
 * @param slots how many replies are generated at a time; further ones wait, as in llama-server
 * @param contextSize tokens of prompt and reply together
 * @param apiKey what clients must send; empty when none is asked for
 * @param log is told of every request
 */
public record PracticeSettings(
    int port, Pace pace, int slots, int contextSize, String apiKey, RequestLog log) {
  /** Few enough that waiting for a slot can be seen. */
  private static final int DEFAULT_SLOTS = 4;

  /** Coding agents open with prompts of 20,000 tokens and more. */
  private static final int DEFAULT_CONTEXT = 131_072;

  public PracticeSettings {
    if (slots < 1 || contextSize < 1) {
      throw new IllegalArgumentException("At least one slot and one token of context are needed.");
    }
  }

  /** Four slots, a large context, no key, nobody told. */
  public static PracticeSettings of(int port, Pace pace) {
    return new PracticeSettings(port, pace, DEFAULT_SLOTS, DEFAULT_CONTEXT, "", RequestLog.NONE);
  }

  public PracticeSettings withSlots(int value) {
    return new PracticeSettings(port, pace, value, contextSize, apiKey, log);
  }

  public PracticeSettings withContextSize(int value) {
    return new PracticeSettings(port, pace, slots, value, apiKey, log);
  }

  public PracticeSettings withApiKey(String value) {
    return new PracticeSettings(port, pace, slots, contextSize, value, log);
  }

  public PracticeSettings withLog(RequestLog value) {
    return new PracticeSettings(port, pace, slots, contextSize, apiKey, value);
  }
}
