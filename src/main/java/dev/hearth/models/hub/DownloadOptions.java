package dev.hearth.models.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * How to download.
 *
 * @param connections parts fetched at the same time
 * @param chunkBytes length of a part
 * @param attempts tries without any progress before giving up
 * @param reserveBytes room to leave on the disk
 * @param freeSpace looks up the room there is in a folder
 * @param delay what becomes of a wait between tries, such as its shortening in tests
 */
record DownloadOptions(
    int connections,
    long chunkBytes,
    int attempts,
    long reserveBytes,
    ToLongFunction<Path> freeSpace,
    UnaryOperator<Duration> delay) {
  /**
   * The hub's CDN gives a connection some 40 MB/s; four fill most lines without being a nuisance.
   */
  static final DownloadOptions USUAL =
      new DownloadOptions(
          4,
          64L * 1024 * 1024,
          6,
          512L * 1024 * 1024,
          DownloadOptions::usableSpace,
          UnaryOperator.identity());

  private static long usableSpace(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      // Where the system does not say, the write itself will tell.
      return Long.MAX_VALUE;
    }
  }
}
