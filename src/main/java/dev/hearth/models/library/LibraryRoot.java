package dev.hearth.models.library;

import java.nio.file.Path;

/**
 * A folder the library looks through, at any depth.
 *
 * @param path the folder
 * @param label what it is, such as {@code LM Studio}
 * @param enabled whether it is looked through
 * @param own true for Hearth's own folder, the only one it ever writes to
 */
public record LibraryRoot(Path path, String label, boolean enabled, boolean own) {
  LibraryRoot withEnabled(boolean value) {
    return new LibraryRoot(path, label, value, own);
  }
}
