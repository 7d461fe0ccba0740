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
 * @param freePort a port it could take where its own is taken, 0 when none is offered
 */
public record ProxyStatus(
    State state,
    String url,
    int inFlight,
    boolean keyed,
    boolean practice,
    String problem,
    int freePort) {
  /** Not started yet. */
  public static final ProxyStatus STOPPED = new ProxyStatus(State.STOPPED, "", 0, false, false, "");

  /** A status with no port on offer. */
  public ProxyStatus(
      State state, String url, int inFlight, boolean keyed, boolean practice, String problem) {
    this(state, url, inFlight, keyed, practice, problem, 0);
  }

  /** It does not listen, and why. */
  public static ProxyStatus failed(String problem, int freePort) {
    return new ProxyStatus(State.FAILED, "", 0, false, false, problem, freePort);
  }

  /** Whether the proxy listens. */
  public enum State {
    STOPPED,
    STARTING,
    LISTENING,
    FAILED
  }
}
