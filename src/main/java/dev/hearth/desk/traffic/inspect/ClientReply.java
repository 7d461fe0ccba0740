package dev.hearth.desk.traffic.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the client received, read from its own stream as it grows, in either dialect. */
final class ClientReply {
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, String[]> calls = new TreeMap<>();
  private final Map<Integer, StringBuilder> arguments = new TreeMap<>();
  private int read;
  private boolean bodyRead;

  /** Reads what is new in the answer. */
  void read(Answer answer) {
    List<StreamEvent> events = answer.events();
    for (; read < events.size(); read++) {
      Json.parse(events.get(read).data()).ifPresent(this::event);
    }
    if (events.isEmpty() && !bodyRead && answer.body().bytes().length > 0) {
      bodyRead = true;
      Json.parse(answer.body().bytes()).ifPresent(this::body);
    }
  }

  /** The visible text so far. */
  String text() {
    return text.toString();
  }

  /** The calls so far. */
  List<ToolCall> calls() {
    List<ToolCall> all = new ArrayList<>();
    calls.forEach((i, c) -> all.add(new ToolCall(c[0], c[1], arguments.get(i).toString())));
    return all;
  }

  private void event(JsonNode event) {
    if (event.path("type").asText("").startsWith("response.")) {
      responsesEvent(event);
      return;
    }
    JsonNode delta = event.path("choices").path(0).path("delta");
    text.append(delta.path("content").asText(""));
    for (JsonNode call : delta.path("tool_calls")) {
      int index = call.path("index").asInt(0);
      start(index, call.path("id").asText(""), call.path("function").path("name").asText(""));
      arguments.get(index).append(call.path("function").path("arguments").asText(""));
    }
    int index = event.path("index").asInt(0);
    JsonNode block = event.path("content_block");
    if (block.path("type").asText("").equals("tool_use")) {
      start(index, block.path("id").asText(""), block.path("name").asText(""));
    }
    JsonNode change = event.path("delta");
    if (change.path("type").asText("").equals("text_delta")) {
      text.append(change.path("text").asText(""));
    } else if (change.path("type").asText("").equals("input_json_delta")) {
      start(index, "", "");
      arguments.get(index).append(change.path("partial_json").asText(""));
    }
  }

  private void responsesEvent(JsonNode event) {
    int index = event.path("output_index").asInt(0);
    switch (event.path("type").asText("")) {
      case "response.output_text.delta" -> text.append(event.path("delta").asText(""));
      case "response.output_item.added" -> {
        if (event.path("item").has("call_id")) {
          item(index, event.path("item"));
        }
      }
      case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" -> {
        start(index, "", "");
        arguments.get(index).append(event.path("delta").asText(""));
      }
      default -> {
        // The rest repeats what the pieces said.
      }
    }
  }

  private void item(int index, JsonNode item) {
    start(
        index,
        item.path("call_id").asText(""),
        item.path("name").asText(item.path("type").asText("")));
  }

  private void items(JsonNode items) {
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      if (item.has("call_id")) {
        item(i, item);
        JsonNode given = item.has("input") ? item.path("input") : item.path("arguments");
        arguments.get(i).append(given.isTextual() ? given.textValue() : Json.text(given));
      } else if (item.path("type").asText("").equals("message")) {
        item.path("content").forEach(part -> text.append(part.path("text").asText("")));
      }
    }
  }

  private void body(JsonNode body) {
    items(body.path("output"));
    JsonNode message = body.path("choices").path(0).path("message");
    text.append(message.path("content").asText(""));
    int n = 0;
    for (JsonNode call : message.path("tool_calls")) {
      start(n, call.path("id").asText(""), call.path("function").path("name").asText(""));
      arguments.get(n++).append(call.path("function").path("arguments").asText(""));
    }
    for (JsonNode block : body.path("content")) {
      text.append(block.path("text").asText(""));
      if (block.path("type").asText("").equals("tool_use")) {
        start(n, block.path("id").asText(""), block.path("name").asText(""));
        arguments.get(n++).append(Json.text(block.path("input")));
      }
    }
  }

  private void start(int index, String id, String name) {
    String[] known = calls.computeIfAbsent(index, i -> new String[] {"", ""});
    arguments.computeIfAbsent(index, i -> new StringBuilder());
    known[0] = id.isEmpty() ? known[0] : id;
    known[1] = name.isEmpty() ? known[1] : name;
  }
}
