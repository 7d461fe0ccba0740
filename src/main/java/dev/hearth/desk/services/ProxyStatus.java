package dev.hearth.desk.services;

/**
 * The proxy as the strip tells it.
 *
 * @param state whether it listens
 * @param url the base URL clients use, empty when it does not listen
 * @param inFlight requests being answered
 * @param keyed whether clients must send a key
 * @param practice whether the practice model answers
 * @param problem why it does not listen, empty when it does
 */
public record ProxyStatus(
    State state, String url, int inFlight, boolean keyed, boolean practice, String problem) {
  /** Not started yet. */
  public static final ProxyStatus STOPPED = new ProxyStatus(State.STOPPED, "", 0, false, false, "");

  /** Whether the proxy listens. */
  public enum State {
    STOPPED,
    STARTING,
    LISTENING,
    FAILED
  }
}
