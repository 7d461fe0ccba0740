package dev.hearth.models.gguf;

import java.util.List;

/**
 * Where one tensor lies and what it is.
 *
 * @param name the tensor's name
 * @param dimensions its extents, the fastest first
 * @param type number of its format
 * @param offset where it starts, counted from the start of the data
 * @param elements product of the extents
 * @param bytes its length; -1 for a format that is not known
 */
record TensorInfo(
    String name, List<Long> dimensions, int type, long offset, long elements, long bytes) {
  static final long UNKNOWN = -1;

  boolean sized() {
    return bytes != UNKNOWN;
  }
}
