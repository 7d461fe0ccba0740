package dev.hearth.traffic.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.List;
import java.util.TreeMap;

/**
 * The reply as far as it has streamed, read from a backend's events in any dialect, so that a
 * person can watch it grow before it is judged.
 */
final class LiveReply {
  /** More text than any context holds; a runaway reply is not followed further. */
  private static final int MOST_CHARS = 4 * 1024 * 1024;

  private final StringBuilder output = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final TreeMap<Integer, Call> calls = new TreeMap<>();
  private String outputText = "";
  private String reasoningText = "";
  private int tokens;

  private static final class Call {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  void read(String data) {
    if (data.isEmpty() || data.charAt(0) != '{') {
      return;
    }
    Json.parse(data)
        .ifPresent(
            event -> {
              if (event.has("choices")) {
                readOpenAi(event.path("choices").path(0).path("delta"));
              } else if (event.path("type").asText("").startsWith("response.")) {
                readResponses(event);
              } else {
                readAnthropic(event);
              }
            });
  }

  private void readOpenAi(JsonNode delta) {
    append(output, delta.path("content"));
    append(reasoning, delta.path("reasoning_content"));
    append(reasoning, delta.path("reasoning"));
    for (JsonNode call : delta.path("tool_calls")) {
      Call known = call(call.path("index").asInt(0));
      JsonNode function = call.path("function");
      known.id = known.id.isEmpty() ? call.path("id").asText("") : known.id;
      known.name = known.name.isEmpty() ? function.path("name").asText("") : known.name;
      append(known.arguments, function.path("arguments"));
    }
  }

  private void readAnthropic(JsonNode event) {
    int index = event.path("index").asInt(0);
    switch (event.path("type").asText("")) {
      case "content_block_start" -> {
        JsonNode block = event.path("content_block");
        if (block.path("type").asText("").equals("tool_use")) {
          Call call = call(index);
          call.id = block.path("id").asText("");
          call.name = block.path("name").asText("");
        }
      }
      case "content_block_delta" -> {
        JsonNode delta = event.path("delta");
        append(output, delta.path("text"));
        append(reasoning, delta.path("thinking"));
        if (delta.has("partial_json")) {
          append(call(index).arguments, delta.path("partial_json"));
        }
      }
      default -> {
        // Pings and frames carry no text.
      }
    }
  }

  private void readResponses(JsonNode event) {
    int index = event.path("output_index").asInt(0);
    switch (event.path("type").asText("")) {
      case "response.output_text.delta" -> append(output, event.path("delta"));
      case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" ->
          append(reasoning, event.path("delta"));
      case "response.output_item.added" -> {
        JsonNode item = event.path("item");
        if (item.has("call_id")) {
          Call call = call(index);
          call.id = item.path("call_id").asText("");
          call.name = item.path("name").asText(item.path("type").asText(""));
        }
      }
      case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
          append(call(index).arguments, event.path("delta"));
      default -> {
        // The rest repeats what the pieces said.
      }
    }
  }

  private Call call(int index) {
    return calls.computeIfAbsent(index, i -> new Call());
  }

  private void append(StringBuilder to, JsonNode text) {
    if (text.isTextual() && !text.textValue().isEmpty()) {
      tokens++;
      if (to.length() + text.textValue().length() <= MOST_CHARS) {
        to.append(text.textValue());
      }
    }
  }

  /** Pieces of text seen, which for local servers is the number of tokens. */
  int tokens() {
    return tokens;
  }

  String output() {
    if (outputText.length() != output.length()) {
      outputText = output.toString();
    }
    return outputText;
  }

  String reasoning() {
    if (reasoningText.length() != reasoning.length()) {
      reasoningText = reasoning.toString();
    }
    return reasoningText;
  }

  List<ToolCall> calls() {
    return calls.values().stream()
        .map(c -> new ToolCall(c.id, c.name, c.arguments.toString()))
        .toList();
  }
}
