package dev.hearth.proxy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request's headers as they came, repeated ones included. */
record HeaderBag(List<Map.Entry<String, String>> lines) {
  private static final Pattern SECRET = Pattern.compile("(?i)auth|key|token|secret|cookie");

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
    return lines.stream()
        .map(
            line ->
                new dev.hearth.traffic.Header(
                    line.getKey(), SECRET.matcher(line.getKey()).find() ? "***" : line.getValue()))
        .toList();
  }
}
