package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.List;

/** Translates a whole Messages request to chat completions. */
final class ChatFromMessages {
  /** Fields that mean the same in both, and sampling that local servers understand. */
  private static final List<String> SAME =
      List.of(
          "model",
          "max_tokens",
          "stream",
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "seed",
          "repeat_penalty",
          "presence_penalty",
          "frequency_penalty",
          "logit_bias",
          "chat_template_kwargs",
          "cache_prompt",
          "id_slot");

  private ChatFromMessages() {}

  static ObjectNode translate(MessagesRequest request, Translation translation) {
    ObjectNode fields = request.fields();
    ObjectNode chat = Json.object();
    for (String name : SAME) {
      request.field(name).ifPresent(value -> chat.set(name, value));
    }
    if (!request.stopSequences().isEmpty()) {
      ArrayNode stops = chat.putArray("stop");
      request.stopSequences().forEach(stops::add);
    }
    ToolList.write(request.offer(), request.field("tool_choice").isPresent(), chat);
    format(fields, chat);
    if (translation.thinkingSwitch()) {
      thinking(fields.path("thinking").path("type").asText(""), chat);
    }
    ChatTranscript transcript = new ChatTranscript(translation.replay());
    transcript.system(fields.path("system"));
    for (JsonNode message : request.messages()) {
      transcript.message(message);
    }
    chat.set("messages", transcript.messages());
    return chat;
  }

  /** Servers refuse a fixed reply format beside tools, so it is only asked for without them. */
  private static void format(ObjectNode fields, ObjectNode chat) {
    JsonNode format = fields.path("output_config").path("format");
    JsonNode wanted = format.isObject() ? format : fields.path("output_format");
    if (wanted.path("schema").isObject() && !chat.has("tools")) {
      ObjectNode schema =
          chat.putObject("response_format").put("type", "json_schema").putObject("json_schema");
      schema.put("name", "reply").put("strict", true).set("schema", wanted.path("schema"));
    }
  }

  private static void thinking(String type, ObjectNode chat) {
    boolean off = type.equals("disabled");
    if (!off && !type.equals("enabled")) {
      return;
    }
    JsonNode given = chat.path("chat_template_kwargs");
    ObjectNode kwargs = given.isObject() ? given.deepCopy() : Json.object();
    kwargs.put("enable_thinking", !off);
    chat.set("chat_template_kwargs", kwargs);
  }
}
