package dev.hearth.models.library;

import java.nio.file.Path;
import java.util.List;

/**
 * What deleting a model would remove, to be shown before it is done.
 *
 * @param files every file that goes
 * @param bytes room that becomes free
 */
public record Deletion(List<Path> files, long bytes) {
  /** Copies the list. */
  public Deletion {
    files = List.copyOf(files);
  }
}
