package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import java.util.function.Supplier;

/** What every mention of a response repeats of its request, and how its items are to be written. */
public final class ReplyFrame {
  private static final String PREFIX = "resp_";

  private final ObjectNode fields;
  private final ToolBook book;
  private final long created;

  ReplyFrame(ObjectNode fields, ToolBook book, long created) {
    this.fields = fields;
    this.book = book;
    this.created = created;
  }

  /** A frame for a reply to a request that could not be read. */
  public static ReplyFrame unknown(long created) {
    return new ReplyFrame(Json.object(), ToolBook.of(Json.array(), Json.array()), created);
  }

  ToolBook book() {
    return book;
  }

  /** Clients that ask for a summary of the thinking read only that. */
  boolean summarizes() {
    String wanted = fields.path("reasoning").path("summary").asText("");
    return !wanted.isEmpty() && !wanted.equals("none");
  }

  /** Made from the backend's own id where there is one, so that logs can be matched. */
  static String id(Delta.Opened opened, Supplier<String> tokens) {
    String given = opened.id();
    String own = given.substring(given.indexOf('-') + 1).replaceAll("[^A-Za-z0-9_]", "");
    return given.startsWith(PREFIX) ? given : PREFIX + (own.isEmpty() ? tokens.get() : own);
  }

  /** The response in some state of its life. */
  ObjectNode response(String id, String backendModel, String status, ArrayNode output) {
    ObjectNode node = Json.object();
    node.put("id", id);
    node.put("object", "response");
    node.put("created_at", created);
    node.put("status", status);
    node.put("background", false);
    node.putNull("error");
    node.putNull("incomplete_details");
    repeat(node, "instructions", Json.object().nullNode());
    repeat(node, "max_output_tokens", Json.object().nullNode());
    String model = fields.path("model").asText("");
    node.put("model", model.isEmpty() ? backendModel : model);
    node.set("output", output);
    repeat(node, "parallel_tool_calls", Json.object().booleanNode(true));
    node.putNull("previous_response_id");
    repeat(node, "prompt_cache_key", Json.object().nullNode());
    repeat(node, "reasoning", ((ObjectNode) Json.object().putNull("effort")).putNull("summary"));
    node.put("store", false);
    repeat(node, "temperature", Json.object().nullNode());
    ObjectNode text = Json.object();
    text.putObject("format").put("type", "text");
    repeat(node, "text", text);
    repeat(node, "tool_choice", Json.object().textNode("auto"));
    repeat(node, "tools", Json.array());
    repeat(node, "top_p", Json.object().nullNode());
    node.put("truncation", "disabled");
    node.putNull("usage");
    node.putNull("user");
    repeat(node, "metadata", Json.object());
    return node;
  }

  private void repeat(ObjectNode node, String field, JsonNode unlessGiven) {
    node.set(field, fields.hasNonNull(field) ? fields.get(field) : unlessGiven);
  }
}
