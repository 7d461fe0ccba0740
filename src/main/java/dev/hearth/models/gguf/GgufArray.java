package dev.hearth.models.gguf;

import java.util.List;

/**
 * An array of the metadata. Only short arrays of numbers are kept; a tokenizer's are passed over.
 *
 * @param count values it has
 * @param kept the values, or nothing where they were passed over
 */
record GgufArray(long count, List<Object> kept) {
  GgufArray {
    kept = List.copyOf(kept);
  }
}
