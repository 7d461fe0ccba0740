package dev.hearth.proxy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request's headers as they came, repeated ones included. */
record HeaderBag(List<Map.Entry<String, String>> lines) {
  private static final List<String> SECRET = List.of("auth", "key", "token", "secret", "cookie");

  HeaderBag {
    lines = List.copyOf(lines);
  }

  Optional<String> first(String name) {
    for (Map.Entry<String, String> line : lines) {
      if (line.getKey().equalsIgnoreCase(name)) {
        return Optional.of(line.getValue());
      }
    }
    return Optional.empty();
  }

  /** The value, or empty text. */
  String text(String name) {
    return first(name).orElse("").strip();
  }

  boolean has(String name) {
    return first(name).isPresent();
  }

  List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** For events: without secrets. */
  List<dev.hearth.traffic.Header> masked() {
    return masked(lines);
  }

  static List<dev.hearth.traffic.Header> masked(List<Map.Entry<String, String>> lines) {
    // Three times a request, so without streams and patterns.
    List<dev.hearth.traffic.Header> masked = new ArrayList<>(lines.size());
    for (Map.Entry<String, String> line : lines) {
      String name = line.getKey();
      masked.add(new dev.hearth.traffic.Header(name, isSecret(name) ? "***" : line.getValue()));
    }
    return Collections.unmodifiableList(masked);
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String part : SECRET) {
      if (lower.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
