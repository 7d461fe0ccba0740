package dev.hearth.guard;

import java.util.List;

/**
 * One thing the guard saw.
 *
 * @param rule which rule
 * @param tool the tool concerned, empty when none
 * @param path where in the arguments, as a JSON pointer, empty when not in arguments
 * @param message in plain words, complete as a sentence
 * @param value the offending part as the model produced it
 * @param candidates what would have been right, where that can be listed
 * @param repaired whether the guard mended it
 */
public record Finding(
    Rule rule,
    String tool,
    String path,
    String message,
    String value,
    List<String> candidates,
    boolean repaired) {
  public Finding {
    candidates = List.copyOf(candidates);
  }
}
