package dev.hearth.models.library;

import java.time.Duration;

/**
 * When folders are looked through again.
 *
 * @param quiet how long a folder must be still after a change
 * @param patience the longest a change waits for stillness
 * @param watchedPoll how often a watched folder is looked through all the same
 * @param unwatchedPoll how often one that cannot be watched is
 * @param watch whether to watch at all
 */
record ScanTiming(
    Duration quiet,
    Duration patience,
    Duration watchedPoll,
    Duration unwatchedPoll,
    boolean watch) {
  /**
   * A copy that is under way changes its file all the time, so changes wait for stillness. Watching
   * can lose events, so a watched folder is looked through now and then too.
   */
  static final ScanTiming USUAL =
      new ScanTiming(
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(20),
          true);
}
