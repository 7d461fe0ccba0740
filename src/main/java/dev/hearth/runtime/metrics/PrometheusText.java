package dev.hearth.runtime.metrics;

import java.util.HashMap;
import java.util.Map;

/** Reads the numbers out of Prometheus' text form, adding up what differs only in its labels. */
final class PrometheusText {
  private PrometheusText() {}

  static Map<String, Double> parse(String text) {
    Map<String, Double> values = new HashMap<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int labels = line.indexOf('{');
      int end = labels >= 0 ? line.lastIndexOf('}') + 1 : line.indexOf(' ');
      if (end <= 0) {
        continue;
      }
      String name = labels >= 0 ? line.substring(0, labels) : line.substring(0, end);
      number(line.substring(end).strip().split(" ")[0], name, values);
    }
    return values;
  }

  private static void number(String text, String name, Map<String, Double> values) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        values.merge(name, value, Double::sum);
      }
    } catch (NumberFormatException e) {
      // One odd line does not spoil the others.
    }
  }
}
