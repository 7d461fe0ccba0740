package dev.hearth.wire.splice;

/**
 * A member of a JSON object.
 *
 * @param name its name, escapes resolved
 * @param start where its name's opening quote stands
 * @param value where its value lies
 */
public record Member(String name, int start, Span value) {
  /** The byte after the member. */
  public int end() {
    return value.end();
  }
}
