package dev.hearth.desk.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the window remembers between runs; names are dotted: "traffic.divider". */
public interface UiState {
  /** A remembered text. */
  Optional<String> text(String name);

  /** Remembers a text. */
  void put(String name, String value);

  /** A remembered number. */
  default OptionalDouble number(String name) {
    try {
      return text(name)
          .map(t -> OptionalDouble.of(Double.parseDouble(t)))
          .orElseGet(OptionalDouble::empty);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Remembers a number. */
  default void put(String name, double value) {
    put(name, Double.toString(value));
  }

  /** A remembered yes or no. */
  default boolean flag(String name, boolean otherwise) {
    return text(name).map(Boolean::parseBoolean).orElse(otherwise);
  }

  /** Remembers a yes or no. */
  default void put(String name, boolean value) {
    put(name, Boolean.toString(value));
  }

  /** Forgets everything when the application ends. */
  static UiState inMemory() {
    Map<String, String> values = new HashMap<>();
    return new UiState() {
      @Override
      public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
      }

      @Override
      public void put(String name, String value) {
        values.put(name, value);
      }
    };
  }
}
