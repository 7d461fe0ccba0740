package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.RequestBody;

/**
 * What a Responses body must satisfy to be understood. Unknown fields and items are welcome; what
 * needs a server that remembers is refused, for to ignore it would lose half the conversation.
 */
final class RequestRules {
  private static final String INPUT = "input";

  private RequestRules() {}

  /** The items of the conversation; a plain text is one message of the user. */
  static ArrayNode items(ObjectNode fields) throws MalformedRequest {
    JsonNode input = fields.path(INPUT);
    if (RequestBody.absent(input)) {
      throw new MalformedRequest(INPUT, "this field is required");
    }
    if (input.isTextual()) {
      ArrayNode items = Json.array();
      items.addObject().put("role", "user").put("content", input.textValue());
      return items;
    }
    if (!(input instanceof ArrayNode items)) {
      throw RequestBody.wrongType(INPUT, "a string or an array of items", input);
    }
    if (items.isEmpty()) {
      throw new MalformedRequest(INPUT, "at least one item is required");
    }
    RequestBody.objects(INPUT, items);
    for (int i = 0; i < items.size(); i++) {
      item(INPUT + "[" + i + "]", items.get(i));
    }
    return items;
  }

  private static void item(String path, JsonNode item) throws MalformedRequest {
    switch (ItemTranscript.type(item)) {
      case "message" -> {
        if (!item.path("role").isTextual()) {
          throw RequestBody.wrongType(path + ".role", "a string", item.path("role"));
        }
        content(path + ".content", item.path("content"));
      }
      case "function_call_output", "custom_tool_call_output" ->
          content(path + ".output", item.path("output"));
      case "function_call", "custom_tool_call" -> {
        if (!item.path("name").isTextual()) {
          throw RequestBody.wrongType(path + ".name", "a string", item.path("name"));
        }
      }
      case "item_reference" ->
          throw new MalformedRequest(
              path,
              "refers to a stored item, but Hearth stores none. Send the item itself, and"
                  + " store: false where the client knows that setting.");
      case "" -> throw new MalformedRequest(path + ".type", "this field is required");
      default -> {
        // Items nobody here knows are left out of the conversation.
      }
    }
  }

  private static void content(String path, JsonNode content) throws MalformedRequest {
    if (content.isTextual()) {
      return;
    }
    if (!content.isArray()) {
      throw RequestBody.wrongType(path, "a string or an array of parts", content);
    }
    RequestBody.objects(path, content);
  }

  static void check(ObjectNode fields) throws MalformedRequest {
    RequestBody.text(fields, "model");
    RequestBody.text(fields, "instructions");
    RequestBody.flag(fields, "stream");
    RequestBody.objectArray(fields, "tools");
    JsonNode limit = fields.path("max_output_tokens");
    if (!RequestBody.absent(limit) && !limit.isIntegralNumber()) {
      throw RequestBody.wrongType("max_output_tokens", "an integer", limit);
    }
    if (limit.isIntegralNumber() && limit.asLong() < 1) {
      throw new MalformedRequest("max_output_tokens", "must be at least 1");
    }
    stateless(fields);
  }

  private static void stateless(ObjectNode fields) throws MalformedRequest {
    if (!RequestBody.text(fields, "previous_response_id").isEmpty()) {
      throw new MalformedRequest(
          "previous_response_id",
          "Hearth stores no responses to go on from. Send the whole conversation in input.");
    }
    for (String stored : new String[] {"conversation", "prompt"}) {
      if (!RequestBody.absent(fields.path(stored))) {
        throw new MalformedRequest(
            stored, "Hearth stores none. Send the whole conversation in input.");
      }
    }
    if (RequestBody.flag(fields, "background")) {
      throw new MalformedRequest(
          "background", "Hearth keeps no response to ask for later. Send background: false.");
    }
  }
}
