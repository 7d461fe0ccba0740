package dev.hearth.wire;

/** A client's body cannot be understood; the message names the part and says what is expected. */
public final class MalformedRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path the part at fault, such as {@code messages[2].content}, or empty for the whole body
   * @param expectation what is wrong, as the rest of a sentence that begins with the path
   */
  public MalformedRequest(String path, String expectation) {
    super(path.isEmpty() ? expectation : path + ": " + expectation);
    this.path = path;
  }

  /** The part at fault, empty for the whole body. */
  public String path() {
    return path;
  }
}
