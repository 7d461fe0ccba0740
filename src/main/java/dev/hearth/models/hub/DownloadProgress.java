package dev.hearth.models.hub;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a download is.
 *
 * @param state what it is doing
 * @param file the file it is at
 * @param doneBytes bytes of all its files that are there
 * @param totalBytes bytes of all its files
 * @param bytesPerSecond how fast they come at the moment
 * @param message what a person should know, such as why it failed; empty for nothing
 */
public record DownloadProgress(
    DownloadState state,
    String file,
    long doneBytes,
    long totalBytes,
    long bytesPerSecond,
    String message) {
  /** From 0 to 1. */
  public double fraction() {
    return totalBytes == 0 ? 1 : doneBytes / (double) totalBytes;
  }

  /** How long it will take at this speed. */
  public Optional<Duration> remaining() {
    return state != DownloadState.RUNNING || bytesPerSecond <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((totalBytes - doneBytes) / bytesPerSecond));
  }
}
