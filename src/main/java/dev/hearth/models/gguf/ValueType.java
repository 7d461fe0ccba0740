package dev.hearth.models.gguf;

import java.util.Optional;

/** The value types of GGUF metadata, in the order of their numbers. */
enum ValueType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  BOOL(1),
  STRING(8),
  ARRAY(12),
  UINT64(8),
  INT64(8),
  FLOAT64(8);

  private static final ValueType[] ALL = values();

  /** Bytes of a value, or the least bytes of one whose length varies. */
  final int leastBytes;

  ValueType(int leastBytes) {
    this.leastBytes = leastBytes;
  }

  boolean fixed() {
    return this != STRING && this != ARRAY;
  }

  static Optional<ValueType> of(int number) {
    return number >= 0 && number < ALL.length ? Optional.of(ALL[number]) : Optional.empty();
  }
}
