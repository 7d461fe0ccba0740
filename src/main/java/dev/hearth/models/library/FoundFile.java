package dev.hearth.models.library;

import dev.hearth.models.gguf.ModelFileName;
import java.nio.file.Path;

/**
 * A file that a walk came upon and that by its name may be a model.
 *
 * @param path where it was found
 * @param real where it lies once links are followed
 * @param size its length
 * @param modifiedMillis when it was last written
 */
record FoundFile(Path path, Path real, long size, long modifiedMillis) {
  ModelFileName name() {
    return ModelFileName.of(path.getFileName().toString());
  }
}
