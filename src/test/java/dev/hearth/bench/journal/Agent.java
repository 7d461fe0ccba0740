package dev.hearth.bench.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A coding agent in one conversation: sends all of it each turn and answers the model's calls. */
final class Agent {
  static final List<String> TOOLS =
      List.of("read_file", "edit_file", "run_command", "list_directory", "search", "web_fetch");

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int SYSTEM_WORDS = 120;

  private final OkHttpClient http;
  private final URI proxy;
  private final String program;
  private final boolean anthropic;
  private final ObjectNode body = Json.object();
  private final ArrayNode messages = Json.array();

  /** Speaks Anthropic's protocol when it is Claude Code, and OpenAI's otherwise. */
  Agent(OkHttpClient http, URI proxy, String program, String model, Prose prose) {
    this.http = http;
    this.proxy = proxy;
    this.program = program;
    this.anthropic = program.startsWith("claude");
    String system = "You are a careful agent. " + prose.words(SYSTEM_WORDS);
    body.put("model", model).put("stream", !anthropic);
    if (anthropic) {
      body.put("max_tokens", 4096).put("system", system);
    } else {
      messages.addObject().put("role", "system").put("content", system);
    }
    TOOLS.forEach(this::offer);
  }

  private void offer(String tool) {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject("path").put("type", "string");
    schema.putArray("required").add("path");
    ObjectNode entry = body.withArray("tools").addObject();
    if (!anthropic) {
      entry = entry.put("type", "function").putObject("function");
    }
    entry.put("name", tool).put("description", "The tool " + tool + " of a coding agent.");
    entry.set(anthropic ? "input_schema" : "parameters", schema);
  }

  /** The user speaks. */
  void user(String words) {
    messages.addObject().put("role", "user").put("content", words);
  }

  /** Sends the conversation and takes the reply up; answers the ids of the calls it holds. */
  List<String> turn() throws IOException {
    body.set("messages", messages);
    Request request =
        new Request.Builder()
            .url(proxy.resolve(anthropic ? "/v1/messages" : "/v1/chat/completions").toURL())
            .header("User-Agent", program)
            .post(RequestBody.create(Json.bytes(body), JSON))
            .build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        response.body().bytes();
        return failed();
      }
      JsonNode reply =
          anthropic ? Json.parse(response.body().bytes()).orElseThrow() : read(response);
      return anthropic ? takeBlocks(reply) : takeMessage(reply);
    }
  }

  /** A real agent's user would take the words back that made the server fail. */
  private List<String> failed() {
    messages.remove(messages.size() - 1);
    return List.of();
  }

  private List<String> takeBlocks(JsonNode reply) {
    ObjectNode said = messages.addObject().put("role", "assistant");
    said.set("content", reply.path("content"));
    return reply.path("content").findValuesAsText("id");
  }

  private List<String> takeMessage(JsonNode message) {
    messages.add(message);
    return message.path("tool_calls").findValuesAsText("id");
  }

  private static ObjectNode read(Response response) throws IOException {
    StringBuilder text = new StringBuilder();
    ArrayNode calls = Json.array();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(response.body().byteStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: {")) {
          JsonNode delta = Json.parse(line.substring(6)).orElseThrow().at("/choices/0/delta");
          text.append(delta.path("content").asText("").replace("null", ""));
          delta.path("tool_calls").forEach(part -> join(calls, part));
        }
      }
    }
    ObjectNode message = Json.object().put("role", "assistant").put("content", text.toString());
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return message;
  }

  private static void join(ArrayNode calls, JsonNode part) {
    int index = part.path("index").asInt();
    while (calls.size() <= index) {
      calls.addObject().put("type", "function").putObject("function").put("arguments", "");
    }
    ObjectNode call = (ObjectNode) calls.get(index);
    ObjectNode function = (ObjectNode) call.path("function");
    if (part.has("id")) {
      call.put("id", part.path("id").asText());
      function.put("name", part.at("/function/name").asText());
    }
    function.put(
        "arguments",
        function.path("arguments").asText() + part.at("/function/arguments").asText(""));
  }

  /** The tools have run. */
  void results(List<String> calls, String words) {
    if (anthropic) {
      ArrayNode blocks = messages.addObject().put("role", "user").putArray("content");
      calls.forEach(
          id ->
              blocks
                  .addObject()
                  .put("type", "tool_result")
                  .put("tool_use_id", id)
                  .put("content", words));
    } else {
      calls.forEach(
          id ->
              messages
                  .addObject()
                  .put("role", "tool")
                  .put("tool_call_id", id)
                  .put("content", words));
    }
  }
}
