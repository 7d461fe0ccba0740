package dev.hearth.models.gguf;

import java.util.List;
import java.util.Map;

/** Asks a header's values, where any may be absent, of another type or out of range. */
final class Metadata {
  /** More layers than any model has; keeps lists short for a header that claims billions. */
  static final int MOST_LAYERS = 4096;

  private final Map<String, Object> values;
  private final String architecture;

  Metadata(Map<String, Object> values) {
    this.values = values;
    this.architecture = text("general.architecture");
  }

  String architecture() {
    return architecture;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String text(String key) {
    return values.get(key) instanceof String text ? text : "";
  }

  boolean flag(String key) {
    return values.get(key) instanceof Boolean flag && flag;
  }

  long number(String key, long otherwise) {
    return values.get(key) instanceof Long number ? number : otherwise;
  }

  /** A number clamped to a range. */
  long within(String key, long least, long most) {
    return Math.clamp(number(key, least), least, most);
  }

  /** A number of the model's own architecture; 0 where it says none. */
  long ofArchitecture(String key) {
    return within(architecture + "." + key, 0, Long.MAX_VALUE);
  }

  /** The same as an int. */
  int small(String key) {
    return (int) Math.min(ofArchitecture(key), Integer.MAX_VALUE);
  }

  /** The largest of a number or of an array with one a layer. */
  int largest(String key) {
    int most = small(key);
    for (Object value : list(key)) {
      if (value instanceof Long number) {
        most = (int) Math.max(most, Math.min(number, Integer.MAX_VALUE));
      }
    }
    return most;
  }

  /** A kept array of the model's own architecture; empty where there is none. */
  List<Object> list(String key) {
    return values.get(architecture + "." + key) instanceof GgufArray array
        ? array.kept()
        : List.of();
  }

  long arrayCount(String key) {
    return values.get(key) instanceof GgufArray array ? array.count() : 0;
  }
}
