package dev.hearth.traffic.redact;

/** Text that can be looked at only so often, so that no pattern can search it for ever. */
final class BoundedText implements CharSequence {
  /** Thrown when a pattern takes too long. */
  static final class TooSlow extends RuntimeException {
    TooSlow() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private long looks;

  BoundedText(String text, long looks) {
    this.text = text;
    this.looks = looks;
  }

  @Override
  public char charAt(int index) {
    if (--looks < 0) {
      throw new TooSlow();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
