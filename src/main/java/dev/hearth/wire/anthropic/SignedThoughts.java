package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The thinking of one reply that its server signed: it has to stand before the reply's calls when
 * the conversation goes on. Not thread-safe.
 */
public final class SignedThoughts {
  private final ArrayNode blocks = Json.array();
  private final StringBuilder thinking = new StringBuilder();

  /** Hears the next piece of the reply. */
  public void note(Delta delta) {
    switch (delta) {
      case Delta.Reasoning(String words) -> thinking.append(words);
      case Delta.Signature(String value) -> {
        blocks
            .addObject()
            .put("type", "thinking")
            .put("thinking", thinking.toString())
            .put("signature", value);
        thinking.setLength(0);
      }
      case Delta.Foreign foreign -> {
        if (foreign.block().path("type").asText("").equals("redacted_thinking")) {
          blocks.add(foreign.block());
        }
      }
      default -> {}
    }
  }

  /** The messages of a correction, the first of which repeats the reply, with its thinking. */
  public List<ObjectNode> before(List<ObjectNode> correction) {
    if (blocks.isEmpty() || !correction.getFirst().path("role").asText("").equals("assistant")) {
      return correction;
    }
    List<ObjectNode> complete = new ArrayList<>(correction);
    ObjectNode reply = correction.getFirst().deepCopy();
    reply.set(TurnsFromChat.THINKING_BLOCKS, blocks.deepCopy());
    complete.set(0, reply);
    return complete;
  }
}
