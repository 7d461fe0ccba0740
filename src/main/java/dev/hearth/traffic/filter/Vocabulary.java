package dev.hearth.traffic.filter;

import java.util.List;

/** The values seen for a key, most useful first, for completion. */
@FunctionalInterface
public interface Vocabulary {
  /** Knows nothing. */
  Vocabulary EMPTY = key -> List.of();

  /** Values worth offering for a key. */
  List<String> values(FilterKey key);
}
