package dev.hearth.cli;

import dev.hearth.settings.JournalSettings;
import picocli.CommandLine.Option;

/**
 * What a command that runs the proxy keeps of the traffic; the settings decide what is not said.
 */
final class TrafficOptions {
  @Option(
      names = "--record",
      paramLabel = "HOW_MUCH",
      description =
          "What the journal keeps: everything, metadata (no content) or nothing. Default: as in the"
              + " settings. 'hearth journal' shows it.")
  private JournalSettings.Mode record;

  @Option(
      names = "--metrics",
      description = "Answer GET /hearth/metrics for Prometheus, whatever the settings say.")
  private boolean metrics;

  JournalSettings over(JournalSettings stored) {
    JournalSettings chosen = record == null ? stored : stored.withMode(record);
    return metrics ? chosen.withPrometheus(true) : chosen;
  }
}
