package dev.hearth.models.hub;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Arrays;

/**
 * What is known about a half download, kept beside it so that it can go on another day.
 *
 * @param repo {@code owner/repo}
 * @param revision the commit it is of
 * @param path the file's path in the repository
 * @param size its length
 * @param sha256 its hash; empty where the hub gives none
 * @param identity changes when the file does
 * @param chunkBytes length of a part
 * @param received bytes there of each part, from the part's start on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PartNotes(
    String repo,
    String revision,
    String path,
    long size,
    String sha256,
    String identity,
    long chunkBytes,
    long[] received) {
  /** True where the numbers can be those of a file of this length. */
  boolean consistent() {
    if (chunkBytes <= 0 || received == null || size < 0) {
      return false;
    }
    if (received.length != chunks(size, chunkBytes)) {
      return false;
    }
    for (int i = 0; i < received.length; i++) {
      if (received[i] < 0 || received[i] > length(i)) {
        return false;
      }
    }
    return true;
  }

  long length(int chunk) {
    return Math.min(chunkBytes, size - chunk * chunkBytes);
  }

  long done() {
    return Arrays.stream(received).sum();
  }

  static long chunks(long size, long chunkBytes) {
    return (size + chunkBytes - 1) / chunkBytes;
  }
}
