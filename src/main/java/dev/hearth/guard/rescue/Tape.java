package dev.hearth.guard.rescue;

/** The text under the scanner's head. It counts looks, so that a test can prove work is linear. */
final class Tape implements CharSequence {
  private final StringBuilder text = new StringBuilder();
  private long looks;

  void append(String piece) {
    text.append(piece);
  }

  void forget(int characters) {
    text.delete(0, characters);
  }

  String substring(int from, int to) {
    return text.substring(from, to);
  }

  /** How many characters were looked at, each as often as it was. */
  long looks() {
    return looks;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    looks++;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return text.substring(from, to);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
