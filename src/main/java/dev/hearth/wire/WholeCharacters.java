package dev.hearth.wire;

/**
 * Keeps the two halves of a character outside the first plane together: a fragment that ends in the
 * middle of one would be damaged when it is turned into UTF-8 on its own.
 */
public final class WholeCharacters {
  private String half = "";

  /** The part of the text so far that can go out now; may be empty. */
  public String next(String fragment) {
    if (fragment.isEmpty()) {
      return fragment;
    }
    String text = half.isEmpty() ? fragment : half + fragment;
    int last = text.length() - 1;
    if (Character.isHighSurrogate(text.charAt(last))) {
      half = text.substring(last);
      return text.substring(0, last);
    }
    half = "";
    return text;
  }
}
