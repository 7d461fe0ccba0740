package dev.hearth.desk.traffic.inspect;

import java.util.ArrayList;
import java.util.List;

/** Text with fenced code, cut into prose and code. */
final class MarkedText {
  private static final String FENCE = "```";

  private MarkedText() {}

  /** A stretch of prose or code. */
  record Part(String text, boolean code) {}

  static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    boolean code = false;
    for (String line : text.split("\n", -1)) {
      if (line.stripLeading().startsWith(FENCE)) {
        add(parts, run, code);
        code = !code;
      } else {
        run.append(run.isEmpty() ? "" : "\n").append(line);
      }
    }
    add(parts, run, code);
    return parts;
  }

  private static void add(List<Part> parts, StringBuilder run, boolean code) {
    String text = code ? run.toString() : run.toString().strip();
    if (!text.isBlank()) {
      parts.add(new Part(text, code));
    }
    run.setLength(0);
  }
}
