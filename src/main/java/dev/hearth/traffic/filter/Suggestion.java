package dev.hearth.traffic.filter;

/**
 * Something the user may want to type next.
 *
 * @param from first character it replaces
 * @param to after the last
 * @param insert what to put there
 * @param meaning what it stands for, in plain words
 */
public record Suggestion(int from, int to, String insert, String meaning) {
  /** The text after taking the suggestion. */
  public String applyTo(String text) {
    return text.substring(0, from) + insert + text.substring(to);
  }
}
