package dev.hearth.traffic.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What to change before sending again. Without edits the recorded bytes are sent as they are.
 *
 * @param body a whole new body, empty to keep the recorded one
 * @param fields top-level fields to set; a null node removes one
 */
public record Edits(String body, Map<String, JsonNode> fields) {
  /** As it was. */
  public static final Edits NONE = new Edits("", Map.of());

  public Edits {
    fields = Map.copyOf(fields);
  }

  /** A new body. */
  public Edits withBody(String text) {
    return new Edits(text, fields);
  }

  /** Another model. */
  public Edits withModel(String model) {
    return with("model", Json.object().textNode(model));
  }

  /** One top-level field set, for instance the temperature. */
  public Edits with(String field, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new Edits(body, more);
  }

  /**
   * The bytes to send.
   *
   * @throws IllegalArgumentException when the body cannot be edited, saying why
   */
  byte[] applyTo(Payload recorded) {
    if (body.isEmpty() && recorded.cut()) {
      throw new IllegalArgumentException(
          "The request's body was not kept in full, so it cannot be sent again. Edit it to give"
              + " a whole body.");
    }
    byte[] base = body.isEmpty() ? recorded.bytes() : body.getBytes(StandardCharsets.UTF_8);
    if (fields.isEmpty()) {
      return base;
    }
    Optional<JsonNode> json = Json.parse(base);
    if (json.isEmpty() || !json.get().isObject()) {
      throw new IllegalArgumentException(
          "The body is no JSON object, so no field of it can be changed.");
    }
    ObjectNode edited = (ObjectNode) json.get();
    fields.forEach(
        (name, value) -> {
          if (value.isNull()) {
            edited.remove(name);
          } else {
            edited.set(name, value);
          }
        });
    return Json.bytes(edited);
  }
}
