package dev.hearth.wire;

/** The next piece of a reply as it streams from a backend or to a client. */
public sealed interface Delta {
  /** The reply has begun. */
  record Opened(String id, String model) implements Delta {}

  /** Visible prose. */
  record Text(String text) implements Delta {}

  /** Thinking that is not part of the visible answer. */
  record Reasoning(String text) implements Delta {}

  /** A native call begins; {@code index} tells calls of one reply apart. */
  record CallStart(int index, String id, String name) implements Delta {}

  /** More of a native call's arguments. */
  record CallArguments(int index, String fragment) implements Delta {}

  /** The backend is reading the prompt. */
  record Prefill(long total, long cached, long processed, long millis) implements Delta {}

  /** Token counts; a later one replaces an earlier one. */
  record Tokens(Usage usage) implements Delta {}

  /** The reply is complete; {@code stopSequence} is the one met, or empty. */
  record Ended(Finish finish, String stopSequence) implements Delta {
    public Ended(Finish finish) {
      this(finish, "");
    }
  }
}
