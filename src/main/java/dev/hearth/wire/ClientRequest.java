package dev.hearth.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a request for a reply tells in every protocol, and the bytes it came in. Immutable. */
public abstract class ClientRequest {
  private final byte[] body;
  private final ObjectNode members;
  private final int messageCount;
  private final ToolOffer offer;

  /**
   * @param members the body's members without the transcript, which is its bulk
   */
  protected ClientRequest(byte[] body, ObjectNode members, int messageCount, ToolOffer offer) {
    this.body = body;
    this.members = members;
    this.messageCount = messageCount;
    this.offer = offer;
  }

  /** The bytes as the client sent them, or as they were changed since; not to be changed. */
  public final byte[] body() {
    return body;
  }

  /** The model asked for, empty when none is named. */
  public final String model() {
    return members.path("model").asText("");
  }

  /** Whether the client wants the reply as a stream. */
  public final boolean streaming() {
    return members.path("stream").asBoolean(false);
  }

  /** The function tools the model may call, under the names it is shown. */
  public final ToolOffer offer() {
    return offer;
  }

  /** How many messages or items the transcript has. */
  public final int messageCount() {
    return messageCount;
  }

  /** Any top-level field but the transcript; null counts as absent. */
  public final Optional<JsonNode> field(String name) {
    return Optional.ofNullable(members.get(name)).filter(node -> !node.isNull());
  }

  /** The top-level fields; not to be changed. */
  protected final ObjectNode members() {
    return members;
  }
}
