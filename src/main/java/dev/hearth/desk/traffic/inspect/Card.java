package dev.hearth.desk.traffic.inspect;

import dev.hearth.traffic.exchange.Verdict;
import java.util.List;

/** One thing said or done in a conversation. */
sealed interface Card {
  /** Wider than any screen: a flow wraps at the width it has, not at one it guesses. */
  double WIDE = 10_000;

  /** Tells cards apart from one moment to the next. */
  String key();

  /** Who speaks. */
  enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL,
    /** The model server itself, where it refused. */
    SERVER
  }

  /**
   * A picture in a message.
   *
   * @param mediaType its type
   * @param base64 its bytes, empty when only a link was sent
   * @param link where it is, empty when the bytes were sent
   */
  record Picture(String mediaType, String base64, String link) {}

  /**
   * Something said.
   *
   * @param fresh not part of the session's previous request
   * @param live still growing
   */
  record Speech(
      String key, Role role, String text, List<Picture> pictures, boolean fresh, boolean live)
      implements Card {}

  /** Something thought. */
  record Thought(String key, String text, boolean fresh, boolean live) implements Card {}

  /**
   * A tool called, with what came back once that is known.
   *
   * @param answered whether {@code result} is known
   * @param failed whether the tool reported an error
   * @param verdict how the guard judged it, {@code UNJUDGED} for calls of earlier turns
   * @param live its arguments still arrive
   */
  record Call(
      String key,
      String name,
      String arguments,
      boolean answered,
      String result,
      boolean failed,
      Verdict verdict,
      boolean fresh,
      boolean live)
      implements Card {}

  /** Something Hearth says about the exchange. */
  record Remark(String key, String text, boolean bad) implements Card {}
}
