package dev.hearth.practice;

/** One thing that happens while a reply is written. */
sealed interface Beat {
  /** A token's worth of text, of whichever kind. */
  sealed interface Token extends Beat {
    String text();
  }

  record Say(String text) implements Token {}

  record Think(String text) implements Token {}

  /** A call begins; the text is the first of its arguments. */
  record CallOpen(int index, String id, String name, String text) implements Token {}

  record CallMore(int index, String text) implements Token {}

  /** A long silence between two tokens. */
  record Gap() implements Beat {}

  /** Nothing happens any more until the client goes away. */
  record Stall() implements Beat {}

  /** The connection breaks. */
  record Cut() implements Beat {}

  /** Something that no server should send. */
  record Noise(Kind kind) implements Beat {
    enum Kind {
      BROKEN_JSON,
      INVALID_UTF8,
      ERROR_EVENT
    }
  }

  /** The reply is complete. */
  record Finish(String reason) implements Beat {}
}
