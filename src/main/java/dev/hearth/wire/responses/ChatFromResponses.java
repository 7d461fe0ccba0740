package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.List;

/** Translates a whole Responses request to chat completions. */
final class ChatFromResponses {
  /** Fields that mean the same in both, and sampling that local servers understand. */
  private static final List<String> SAME =
      List.of(
          "model",
          "stream",
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "seed",
          "stop",
          "repeat_penalty",
          "presence_penalty",
          "frequency_penalty",
          "logit_bias",
          "chat_template_kwargs",
          "cache_prompt",
          "id_slot");

  private ChatFromResponses() {}

  static ObjectNode translate(
      ObjectNode fields, JsonNode items, ToolBook book, boolean thinkingSwitch) {
    ObjectNode chat = Json.object();
    for (String name : SAME) {
      if (fields.hasNonNull(name)) {
        chat.set(name, fields.get(name));
      }
    }
    if (fields.hasNonNull("max_output_tokens")) {
      chat.set("max_tokens", fields.get("max_output_tokens"));
    }
    ToolFields.write(fields, book, chat);
    format(fields.path("text").path("format"), chat);
    effort(wantedEffort(fields, items), thinkingSwitch, chat);
    ItemTranscript transcript = new ItemTranscript(book);
    transcript.instructions(fields.path("instructions").asText(""));
    items.forEach(transcript::item);
    chat.set("messages", transcript.messages());
    return chat;
  }

  /** Servers refuse a fixed reply format beside tools, so it is only asked for without them. */
  private static void format(JsonNode format, ObjectNode chat) {
    if (chat.has("tools")) {
      return;
    }
    switch (format.path("type").asText("")) {
      case "json_object" -> chat.putObject("response_format").put("type", "json_object");
      case "json_schema" -> {
        ObjectNode schema =
            chat.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        schema.put("name", format.path("name").asText("reply"));
        schema.put("strict", format.path("strict").asBoolean(true));
        schema.set("schema", format.path("schema").isObject() ? format.get("schema") : any());
      }
      default -> {
        // Plain text is what a chat request gets anyway.
      }
    }
  }

  private static ObjectNode any() {
    return Json.object().put("type", "object");
  }

  /** The effort of the request, or what the conversation changed it to last. */
  private static String wantedEffort(ObjectNode fields, JsonNode items) {
    String effort = fields.path("reasoning").path("effort").asText("");
    for (JsonNode item : items) {
      if (ItemTranscript.type(item).equals("configuration_update")) {
        effort = item.path("reasoning").path("effort").asText(effort);
      }
    }
    return effort;
  }

  private static void effort(String effort, boolean thinkingSwitch, ObjectNode chat) {
    if (effort.isEmpty()) {
      return;
    }
    if (!thinkingSwitch) {
      chat.put("reasoning_effort", effort);
      return;
    }
    JsonNode given = chat.path("chat_template_kwargs");
    ObjectNode kwargs = given.isObject() ? given.deepCopy() : Json.object();
    if (effort.equals("none")) {
      kwargs.put("enable_thinking", false);
    } else {
      kwargs.put("reasoning_effort", effort);
    }
    chat.set("chat_template_kwargs", kwargs);
  }
}
