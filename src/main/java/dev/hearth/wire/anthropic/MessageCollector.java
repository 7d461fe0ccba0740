package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.EventCollector;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the events of a server that speaks Messages together into what it would have answered
 * without a stream, blocks of unknown types included. Not thread-safe.
 */
public final class MessageCollector implements EventCollector {
  private final Map<Integer, GrowingBlock> blocks = new TreeMap<>();
  private ObjectNode message = Json.object();
  private boolean ended;

  /** Adds the data of the next event. */
  @Override
  public void add(String data) throws MalformedReply {
    JsonNode event =
        Json.parse(data)
            .orElseThrow(() -> new MalformedReply("The backend sent an event that is not JSON."));
    int block = event.path("index").asInt();
    switch (event.path("type").asText("")) {
      case "message_start" -> {
        if (event.path("message") instanceof ObjectNode start) {
          message = start;
        }
      }
      case "content_block_start" ->
          blocks.put(block, new GrowingBlock(event.path("content_block")));
      case "content_block_delta" -> {
        if (blocks.containsKey(block)) {
          blocks.get(block).add(event.path("delta"));
        }
      }
      case "message_delta" -> end(event);
      default -> {}
    }
  }

  private void end(JsonNode event) {
    ended = true;
    event
        .path("delta")
        .properties()
        .forEach(field -> message.set(field.getKey(), field.getValue()));
    ObjectNode usage = message.withObject("usage");
    event.path("usage").properties().forEach(field -> usage.set(field.getKey(), field.getValue()));
  }

  /** The whole message. */
  @Override
  public ObjectNode whole() throws MalformedReply {
    if (!ended) {
      throw new MalformedReply("The backend's stream broke off before the reply was finished.");
    }
    ArrayNode content = Json.array();
    blocks.values().forEach(block -> content.add(block.whole()));
    message.set("content", content);
    return message;
  }
}
