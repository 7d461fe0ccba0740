package dev.hearth.proxy;

import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.anthropic.MessagesRequest;
import dev.hearth.wire.openai.ChatRequest;
import java.util.Optional;

/** A request for a reply of a model, whatever protocol it came in. */
interface Conversation {
  /** What the client asks. */
  ClientRequest request();

  /** Why this request cannot be served as asked, or nothing, beyond what reading it found. */
  default void check() throws Refusal {}

  /**
   * What the backend is asked, in OpenAI's shape: the client's own bytes where it speaks that.
   *
   * @param thinkingSwitch whether the backend knows how to turn thinking on and off
   */
  ChatRequest chat(ReasoningReplay replay, boolean thinkingSwitch);

  /** The request as it came, where it came in Anthropic's shape. */
  default Optional<MessagesRequest> messages() {
    return Optional.empty();
  }

  /** A writer for the reply. */
  ReplyWriter writer(Outlet outlet);
}
