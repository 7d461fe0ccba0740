package dev.hearth.bench.journal;

import java.util.SplittableRandom;

/**
 * Text of made-up words, of which frequent ones are frequent as in any language, so that a search
 * meets common and rare words; Chinese where asked for.
 */
final class Prose {
  /** What a technical vocabulary has. */
  static final int WORDS = 20_000;

  /** Characters of everyday Chinese. */
  private static final int HAN = 3_000;

  private static final int FIRST_HAN = 0x4e00;
  private static final String[] HEADS = {"b", "d", "f", "g", "k", "l", "m", "n", "p", "r"};
  private static final String[] TAILS = {"a", "e", "i", "o", "u", "an", "el", "is", "or", "ut"};

  private final SplittableRandom random;

  Prose(SplittableRandom random) {
    this.random = random;
  }

  /** So many words. */
  String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(word(rank(WORDS)));
    }
    return text.toString();
  }

  /** So many Chinese characters, with a stop now and then. */
  String han(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(han(rank(HAN), 1)).append(i % 12 == 11 ? "。" : "");
    }
    return text.toString();
  }

  private int rank(int most) {
    return (int) (Math.exp(random.nextDouble() * Math.log(most)) - 1);
  }

  /** The word of a rank, 0 being the most frequent. */
  static String word(int rank) {
    StringBuilder word = new StringBuilder();
    for (int rest = rank + 137; rest > 0; rest /= 100) {
      word.append(HEADS[rest % 10]).append(TAILS[rest / 10 % 10]);
    }
    return word.toString();
  }

  /** Some Chinese characters that begin with the one of a rank. */
  static String han(int rank, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.appendCodePoint(FIRST_HAN + (rank * 7 + i) % 20_000);
    }
    return text.toString();
  }
}
