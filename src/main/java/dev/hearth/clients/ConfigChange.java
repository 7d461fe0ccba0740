package dev.hearth.clients;

import java.nio.file.Path;

/**
 * What writing a client's configuration would do; nothing is done yet.
 *
 * @param client the client's id
 * @param file the file
 * @param existed whether it is there already
 * @param before its text now, empty when it is not there
 * @param after its text afterwards
 */
public record ConfigChange(String client, Path file, boolean existed, String before, String after) {
  /** Whether the file already says what it should. */
  public boolean needless() {
    return existed && before.equals(after);
  }
}
