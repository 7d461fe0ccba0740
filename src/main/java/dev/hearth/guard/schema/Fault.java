package dev.hearth.guard.schema;

import java.util.List;

/**
 * One way in which arguments break their schema.
 *
 * @param path where, as a JSON pointer
 * @param message what is wrong, complete as a sentence and without the value itself
 * @param value the offending value as JSON, cut short when long; empty when it is missing
 * @param candidates what would have been right, where that can be listed
 */
public record Fault(String path, String message, String value, List<String> candidates) {
  public Fault {
    candidates = List.copyOf(candidates);
  }
}
