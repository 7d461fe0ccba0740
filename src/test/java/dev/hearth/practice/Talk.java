package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A conversation with a chat server, for tests. */
final class Talk {
  static final String WEATHER =
      """
      {"type":"function","function":{"name":"get_weather","description":"Weather for a city",
       "parameters":{"type":"object","properties":{
         "city":{"type":"string","enum":["Berlin","Paris"]},"days":{"type":"integer"},
         "tags":{"type":"array","items":{"type":"string"}}},
       "required":["city","days"]}}}
      """;
  static final String READ_FILE =
      """
      {"type":"function","function":{"name":"read_file","description":"Reads a file",
       "parameters":{"type":"object","properties":{"path":{"type":"string","maxLength":40}},
       "required":["path"]}}}
      """;

  private final ObjectNode body = Json.object();
  private final ArrayNode messages = body.putArray("messages");

  static Talk user(String text) {
    return new Talk().and("user", text);
  }

  Talk and(String role, String text) {
    messages.addObject().put("role", role).put("content", text);
    return this;
  }

  Talk message(String json) {
    messages.add(Json.parse(json).orElseThrow());
    return this;
  }

  Talk tools(String... tools) {
    ArrayNode list = body.putArray("tools");
    List.of(tools).forEach(tool -> list.add(Json.parse(tool).orElseThrow()));
    return this;
  }

  Talk with(String field, String json) {
    body.set(field, Json.parse(json).orElseThrow());
    return this;
  }

  /** Appends the reply's message, as a client does before it goes on. */
  Talk reply(Answer answer) {
    messages.add(answer.message());
    return this;
  }

  Talk toolResult(String id, String content) {
    messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", content);
    return this;
  }

  String json() {
    return Json.text(body);
  }

  /** Asks for the whole reply. */
  Answer ask(URI server) throws IOException {
    try (RawHttp http = RawHttp.connect(server)) {
      RawHttp.Response response = http.post("/v1/chat/completions", json()).response();
      if (response.status() != 200) {
        throw new AssertionError(response.status() + " " + response.text());
      }
      JsonNode reply = Json.parse(response.body()).orElseThrow();
      JsonNode choice = reply.at("/choices/0");
      return new Answer((ObjectNode) choice.get("message"), choice.get("finish_reason").asText());
    }
  }

  /** Asks for a stream and puts the reply together from its deltas. */
  Answer stream(URI server) throws IOException {
    try (RawHttp http = RawHttp.connect(server)) {
      http.post("/v1/chat/completions", with("stream", "true").json());
      List<JsonNode> chunks = new ArrayList<>();
      for (RawHttp.Event event : http.events()) {
        if (!event.data().equals("[DONE]")) {
          chunks.add(Json.parse(event.data()).orElseThrow());
        }
      }
      return Answer.from(chunks);
    }
  }

  /** What was replied. */
  record Answer(ObjectNode message, String reason) {
    static Answer from(List<JsonNode> chunks) {
      StringBuilder content = new StringBuilder();
      StringBuilder reasoning = new StringBuilder();
      Map<Integer, ObjectNode> calls = new TreeMap<>();
      String reason = "";
      for (JsonNode chunk : chunks) {
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        content.append(delta.path("content").asText(""));
        reasoning.append(delta.path("reasoning_content").asText(""));
        for (JsonNode call : delta.path("tool_calls")) {
          join(calls, call);
        }
        reason = choice.hasNonNull("finish_reason") ? choice.get("finish_reason").asText() : reason;
      }
      ObjectNode message = Json.object();
      message.put("role", "assistant").put("content", content.toString());
      if (!reasoning.isEmpty()) {
        message.put("reasoning_content", reasoning.toString());
      }
      if (!calls.isEmpty()) {
        message.putArray("tool_calls").addAll(calls.values());
      }
      return new Answer(message, reason);
    }

    private static void join(Map<Integer, ObjectNode> calls, JsonNode delta) {
      int index = delta.get("index").asInt();
      ObjectNode call = calls.get(index);
      if (call == null) {
        ObjectNode copy = delta.deepCopy();
        copy.remove("index");
        calls.put(index, copy);
      } else {
        ObjectNode function = (ObjectNode) call.get("function");
        String more = delta.at("/function/arguments").asText();
        function.put("arguments", function.get("arguments").asText() + more);
      }
    }

    String content() {
      return message.path("content").asText("");
    }

    String reasoning() {
      return message.path("reasoning_content").asText("");
    }

    int calls() {
      return message.path("tool_calls").size();
    }

    String callId(int index) {
      return message.at("/tool_calls/" + index + "/id").asText();
    }

    String tool(int index) {
      return message.at("/tool_calls/" + index + "/function/name").asText();
    }

    String arguments(int index) {
      return message.at("/tool_calls/" + index + "/function/arguments").asText();
    }
  }
}
