package dev.hearth.settings;

/**
 * Which model server the proxy stands in front of.
 *
 * @param source where requests go
 * @param url the server's address when {@code source} is {@link Source#URL}
 * @param model the model to start when {@code source} is {@link Source#MANAGED}, empty for the last
 *     used
 */
public record BackendSettings(Source source, String url, String model) {
  /** What a new user gets: nothing is needed on the machine. */
  public static final BackendSettings DEFAULT =
      new BackendSettings(Source.MANAGED, "http://127.0.0.1:8080", "");

  /** Where requests go. */
  public enum Source {
    /** Servers that Hearth starts itself. */
    MANAGED,
    /** A server somebody else runs. */
    URL,
    /** The scripted practice model. */
    PRACTICE
  }
}
