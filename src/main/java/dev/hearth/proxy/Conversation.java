package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.anthropic.MessagesRequest;
import dev.hearth.wire.openai.ChatRequest;
import java.util.Optional;

/** A request for a reply of a model, whatever protocol it came in. */
interface Conversation {
  /** The model as the client named it, empty when not. */
  String model();

  boolean streaming();

  ToolOffer offer();

  int messageCount();

  /** A field of the body, whatever its meaning. */
  Optional<JsonNode> field(String name);

  /** Why this request cannot be served as asked, or nothing. */
  void check() throws Refusal;

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
