package dev.hearth.guard.rescue;

/**
 * What begins at a position.
 *
 * @param length how many characters it takes, for what is no block
 * @param block reads it, for a block
 */
record Beginning(Kind kind, int length, Block block) {
  /** The kinds of things that begin. */
  enum Kind {
    /** Ordinary text goes on. */
    NOTHING,
    /** More text is needed to tell. */
    WAIT,
    /** More text is needed, but it is no more than the beginning of a word. */
    SILENT_WAIT,
    BLOCK,
    THOUGHT,
    THOUGHT_ENDS,
    MARKUP,
    FENCE_ENDS
  }

  static final Beginning NOTHING = new Beginning(Kind.NOTHING, 0, null);
  static final Beginning WAIT = new Beginning(Kind.WAIT, 0, null);
  static final Beginning SILENT_WAIT = new Beginning(Kind.SILENT_WAIT, 0, null);

  static Beginning of(Block block) {
    return new Beginning(Kind.BLOCK, 0, block);
  }

  static Beginning of(Kind kind, int length) {
    return new Beginning(kind, length, null);
  }
}
