package dev.hearth.settings;

import java.util.List;

/**
 * What is kept of the traffic, and for how long.
 *
 * @param mode how much is written
 * @param keepDays oldest exchange kept
 * @param keepExchanges how many are kept
 * @param keepMebibytes how much disk they may take
 * @param secretPatterns the user's own regular expressions of what must never be written
 * @param prometheus whether /hearth/metrics answers
 * @param openTelemetryEndpoint where spans are sent, empty for nowhere
 */
public record JournalSettings(
    Mode mode,
    int keepDays,
    int keepExchanges,
    int keepMebibytes,
    List<String> secretPatterns,
    boolean prometheus,
    String openTelemetryEndpoint) {
  /** What a new user gets. */
  public static final JournalSettings DEFAULT =
      new JournalSettings(Mode.EVERYTHING, 7, 100_000, 2048, List.of(), false, "");

  public JournalSettings {
    secretPatterns = List.copyOf(secretPatterns);
  }

  /** The same in another mode. */
  public JournalSettings withMode(Mode other) {
    return new JournalSettings(
        other,
        keepDays,
        keepExchanges,
        keepMebibytes,
        secretPatterns,
        prometheus,
        openTelemetryEndpoint);
  }

  /** The same with or without the page for Prometheus. */
  public JournalSettings withPrometheus(boolean on) {
    return new JournalSettings(
        mode, keepDays, keepExchanges, keepMebibytes, secretPatterns, on, openTelemetryEndpoint);
  }

  /** How much is written. */
  public enum Mode {
    NOTHING,
    METADATA,
    EVERYTHING
  }
}
