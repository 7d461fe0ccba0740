package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.JsonText;
import dev.hearth.wire.WholeCharacters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes the items of a streamed response: words and thinking one after the other, calls beside.
 */
final class ItemWriter {
  private record Open<T extends OutputItem>(int index, T item) {}

  private final ReplyFrame frame;
  private final Supplier<String> tokens;
  private final EventWriter events;
  private final ArrayNode output = Json.array();
  private final WholeCharacters text = new WholeCharacters();
  private final WholeCharacters thought = new WholeCharacters();
  private final Map<Integer, Open<OutputItem.Call>> calls = new LinkedHashMap<>();

  private Open<OutputItem.Words> words;
  private Open<OutputItem.Thinking> thinking;
  private String place = "";
  private int next;

  ItemWriter(ReplyFrame frame, Supplier<String> tokens, EventWriter events) {
    this.frame = frame;
    this.tokens = tokens;
    this.events = events;
  }

  /** The items that are complete. */
  ArrayNode output() {
    return output;
  }

  void text(String fragment) {
    String whole = text.next(fragment);
    if (whole.isEmpty()) {
      return;
    }
    if (words == null) {
      close("completed");
      words = new Open<>(next, new OutputItem.Words("msg_" + tokens.get(), new StringBuilder()));
      added(words.item());
      place = place(words, "content_index") + ",\"logprobs\":[]";
      part("response.content_part.added", words, "content_index", OutputItem.Words.part(""));
    }
    words.item().text().append(whole);
    events.delta("response.output_text.delta", place, whole);
  }

  void thinking(String fragment) {
    String whole = thought.next(fragment);
    if (whole.isEmpty()) {
      return;
    }
    if (thinking == null) {
      close("completed");
      thinking =
          new Open<>(
              next,
              new OutputItem.Thinking(
                  "rs_" + tokens.get(), frame.summarizes(), new StringBuilder()));
      added(thinking.item());
      place = place(thinking, inner());
      if (frame.summarizes()) {
        part("response.reasoning_summary_part.added", thinking, inner(), thinking.item().part(""));
      }
    }
    thinking.item().text().append(whole);
    events.delta(thought() + ".delta", place, whole);
  }

  private String inner() {
    return frame.summarizes() ? "summary_index" : "content_index";
  }

  private String thought() {
    return frame.summarizes() ? "response.reasoning_summary_text" : "response.reasoning_text";
  }

  void callStart(Delta.CallStart start) {
    closeWords("completed");
    closeThinking("completed");
    Open<OutputItem.Call> earlier = calls.remove(start.index());
    if (earlier != null) {
      close(earlier, "completed");
    }
    String callId = start.id().isEmpty() ? "call_" + tokens.get() : start.id();
    OutputItem.Call call =
        OutputItem.Call.of(start.name(), frame.book().shownAs(start.name()), tokens.get(), callId);
    calls.put(start.index(), new Open<>(next, call));
    added(call);
  }

  void callArguments(Delta.CallArguments more) {
    Open<OutputItem.Call> call = calls.get(more.index());
    if (call == null || more.fragment().isEmpty()) {
      return;
    }
    call.item().arguments().append(more.fragment());
    // Free text stands inside the arguments and can be told only when they are complete.
    if (call.item().kind() == OfferedTool.Kind.FUNCTION) {
      events.delta("response.function_call_arguments.delta", place(call), more.fragment());
    }
  }

  /** Closes what is open. */
  void close(String status) {
    closeWords(status);
    closeThinking(status);
    calls.values().forEach(call -> close(call, status));
    calls.clear();
  }

  private void closeWords(String status) {
    if (words == null) {
      return;
    }
    String whole = words.item().text().toString();
    ObjectNode done = done("response.output_text.done", words, "content_index");
    done.putArray("logprobs");
    events.add(done.put("text", whole));
    part("response.content_part.done", words, "content_index", OutputItem.Words.part(whole));
    finished(words, status);
    words = null;
  }

  private void closeThinking(String status) {
    if (thinking == null) {
      return;
    }
    String whole = thinking.item().text().toString();
    events.add(done(thought() + ".done", thinking, inner()).put("text", whole));
    if (frame.summarizes()) {
      part("response.reasoning_summary_part.done", thinking, inner(), thinking.item().part(whole));
    }
    finished(thinking, status);
    thinking = null;
  }

  private void close(Open<OutputItem.Call> call, String status) {
    switch (call.item().kind()) {
      case FUNCTION -> {
        if (call.item().arguments().isEmpty()) {
          events.delta(
              "response.function_call_arguments.delta", place(call), call.item().argumentText());
        }
        events.add(
            done("response.function_call_arguments.done", call)
                .put("name", call.item().name())
                .put("arguments", call.item().argumentText()));
      }
      case CUSTOM -> {
        String input = call.item().input();
        events.delta("response.custom_tool_call_input.delta", place(call), input);
        events.add(done("response.custom_tool_call_input.done", call).put("input", input));
      }
      case SEARCH -> {
        // Has no events of its own.
      }
    }
    finished(call, status);
  }

  private void added(OutputItem item) {
    ObjectNode event = events.begin("response.output_item.added").put("output_index", next++);
    event.set("item", item.empty());
    events.add(event);
  }

  private void finished(Open<? extends OutputItem> open, String status) {
    ObjectNode item = open.item().node(status);
    ObjectNode event = events.begin("response.output_item.done").put("output_index", open.index());
    event.set("item", item);
    events.add(event);
    output.add(item);
  }

  private void part(String type, Open<? extends OutputItem> open, String inner, ObjectNode part) {
    ObjectNode event = done(type, open, inner);
    event.set("part", part);
    events.add(event);
  }

  private ObjectNode done(String type, Open<? extends OutputItem> open) {
    return events.begin(type).put("item_id", open.item().id()).put("output_index", open.index());
  }

  private ObjectNode done(String type, Open<? extends OutputItem> open, String inner) {
    return done(type, open).put(inner, 0);
  }

  private static String place(Open<? extends OutputItem> open) {
    return ",\"item_id\":" + JsonText.quote(open.item().id()) + ",\"output_index\":" + open.index();
  }

  private static String place(Open<? extends OutputItem> open, String inner) {
    return place(open) + ",\"" + inner + "\":0";
  }
}
