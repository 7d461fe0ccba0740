package dev.hearth.settings;

import java.util.List;

/**
 * How the proxy listens and behaves.
 *
 * @param host address to bind; loopback unless the user says otherwise
 * @param port port to bind; 0 takes any free one
 * @param serveAtStart whether the desk starts the proxy by itself
 * @param requireKey whether clients must send Hearth's own key
 * @param allowedHosts names besides the loopback ones that a Host header may carry
 * @param allowedOrigins web origins that may call from a browser
 * @param reasoningReplay how much of earlier thinking is sent back; only FULL leaves requests as
 *     they are
 * @param serialize whether requests go one at a time
 * @param queueLimit how many may wait before the next is refused
 * @param backendTimeoutSeconds longest silence of the backend
 * @param loadTimeoutSeconds longest wait for a loading model
 * @param maxBodyMebibytes largest request body
 * @param ignoreClientCredentials whether placeholder keys of clients are dropped rather than passed
 *     on
 */
public record ProxySettings(
    String host,
    int port,
    boolean serveAtStart,
    boolean requireKey,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    ReasoningReplay reasoningReplay,
    Serialize serialize,
    int queueLimit,
    int backendTimeoutSeconds,
    int loadTimeoutSeconds,
    int maxBodyMebibytes,
    boolean ignoreClientCredentials) {
  /** What a new user gets. */
  public static final ProxySettings DEFAULT =
      new ProxySettings(
          "127.0.0.1",
          8081,
          true,
          false,
          List.of(),
          List.of(),
          ReasoningReplay.FULL,
          Serialize.AUTO,
          64,
          300,
          600,
          64,
          false);

  public ProxySettings {
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /** The same on another port. */
  public ProxySettings withPort(int another) {
    return new ProxySettings(
        host,
        another,
        serveAtStart,
        requireKey,
        allowedHosts,
        allowedOrigins,
        reasoningReplay,
        serialize,
        queueLimit,
        backendTimeoutSeconds,
        loadTimeoutSeconds,
        maxBodyMebibytes,
        ignoreClientCredentials);
  }

  /** How much of earlier thinking is sent back. */
  public enum ReasoningReplay {
    NONE,
    KEEP_LAST,
    FULL
  }

  /** Whether requests go one at a time. */
  public enum Serialize {
    /** As the backend's slots suggest. */
    AUTO,
    ON,
    OFF
  }
}
