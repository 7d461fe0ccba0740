package dev.hearth.guard.rescue;

/** What the position in ordinary text means for what may begin there. */
final class Surroundings {
  private char before = '\n';
  private boolean lineStart = true;
  private boolean fence;
  private boolean foreign;

  /** Takes one more character of ordinary text. */
  void pass(char c) {
    if (c == '\n') {
      lineStart = true;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      lineStart = false;
    }
    before = c;
  }

  /** Something that was no ordinary text lies behind. */
  void passed() {
    before = '\n';
    lineStart = true;
  }

  boolean lineStart() {
    return lineStart;
  }

  /** Whether this stands in quotation marks for code, as a name does that is talked about. */
  boolean quoted() {
    return before == '`';
  }

  boolean wordStart() {
    return !Character.isLetterOrDigit(before) && "_-.$/\\`".indexOf(before) < 0;
  }

  boolean fencePossible() {
    return before != '`' && (!fence || lineStart);
  }

  boolean inFence() {
    return fence;
  }

  boolean foreignFence() {
    return fence && foreign;
  }

  void openFence(boolean isForeign) {
    fence = true;
    foreign = isForeign;
  }

  void closeFence() {
    fence = false;
  }
}
