package dev.hearth.guard.text;

import java.util.Arrays;

/**
 * Notices that a text repeats the same line, words or characters without end, after a constant
 * amount of work for each character.
 */
public final class Repetition {
  /** Prose that says the same for this long has stopped meaning anything. */
  public static final int PROSE = 2_000;

  /** A file full of equal lines is a legitimate argument, up to a point. */
  public static final int ARGUMENTS = 16_000;

  /** A thing said fewer times than this is not endless, however long it is. */
  private static final int LEAST_REPEATS = 10;

  /** The longest stretch whose return is noticed: several paragraphs. */
  private static final int WINDOW = 2_048;

  /** Slots for where the latest few characters were last seen. */
  private static final int SLOTS = 2_048;

  private static final int HASH_SHIFT = 64 - 11;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int limit;
  private final char[] recent = new char[WINDOW];
  private final int[] seen = new int[SLOTS];
  private long gram;
  private int count;
  private int period;
  private int run;

  /**
   * @param limit for how many characters the same may be said
   */
  public Repetition(int limit) {
    this.limit = limit;
    Arrays.fill(seen, -1);
  }

  /**
   * Takes the next piece; how many of its characters there were when the limit was reached, or -1
   * when it was not.
   */
  public int read(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (step(piece.charAt(i))) {
        return i + 1;
      }
    }
    return -1;
  }

  private boolean step(char c) {
    int now = count++;
    gram = gram << 16 | c;
    int slot = (int) (gram * SPREAD >>> HASH_SHIFT);
    if (period > 0 && recent[now - period & WINDOW - 1] == c) {
      run++;
    } else {
      int last = seen[slot];
      period = last >= 0 && now - last < WINDOW ? now - last : 0;
      run = 0;
    }
    seen[slot] = now;
    recent[now & WINDOW - 1] = c;
    return period > 0 && run >= limit && run / period >= LEAST_REPEATS;
  }

  /** How many of the latest characters only repeat what came before them. */
  public int repeated() {
    return run;
  }
}
