package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;

/** The answer to a request to count tokens. */
public final class TokenCount {
  private TokenCount() {}

  /** The reply's body. */
  public static ObjectNode reply(long inputTokens) {
    return Json.object().put("input_tokens", inputTokens);
  }
}
