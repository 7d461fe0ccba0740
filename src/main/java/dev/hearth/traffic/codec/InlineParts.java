package dev.hearth.traffic.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Everything in place, bodies as text where they are text. */
public final class InlineParts implements Parts {
  @Override
  public JsonNode write(Payload body) {
    ObjectNode node = Json.object();
    if (body.none() && body.contentType().isEmpty()) {
      return node;
    }
    node.put("type", body.contentType());
    node.put("size", body.fullSize());
    String text = body.text();
    // Only what survives the way to text and back may be written as text.
    if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body.bytes())) {
      node.put("text", text);
    } else {
      node.put("base64", Base64.getEncoder().encodeToString(body.bytes()));
    }
    return node;
  }

  @Override
  public Payload readBody(JsonNode node) {
    if (node.isEmpty()) {
      return Payload.NONE;
    }
    byte[] bytes =
        node.has("base64")
            ? Base64.getDecoder().decode(node.path("base64").asText())
            : node.path("text").asText("").getBytes(StandardCharsets.UTF_8);
    return new Payload(
        bytes,
        node.path("type").asText(""),
        Math.max(bytes.length, node.path("size").asLong(bytes.length)));
  }

  @Override
  public JsonNode write(int lane, List<StreamEvent> events) {
    ArrayNode list = Json.array();
    for (StreamEvent event : events) {
      ObjectNode node = list.addObject();
      node.put("n", event.number()).put("at", event.nanos());
      if (!event.type().isEmpty()) {
        node.put("type", event.type());
      }
      node.put("data", event.data());
    }
    return list;
  }

  @Override
  public List<StreamEvent> readEvents(int lane, JsonNode node) {
    List<StreamEvent> events = new ArrayList<>(node.size());
    for (JsonNode event : node) {
      events.add(
          new StreamEvent(
              event.path("n").asInt(),
              event.path("at").asLong(),
              event.path("type").asText(""),
              event.path("data").asText("")));
    }
    return events;
  }
}
