package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.JsonText;
import dev.hearth.wire.WholeCharacters;
import dev.hearth.wire.sse.SseEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes the content blocks of a streamed message: one after the other, each opened and closed. */
final class BlockWriter {
  private enum Kind {
    NONE,
    TEXT,
    THINKING,
    CALL,
    FOREIGN
  }

  private static final String THINKING =
      "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}";
  private static final String SIGNATURE = "{\"type\":\"signature_delta\",\"signature\":";

  private static final class Call {
    private final String id;
    private final String name;
    private final StringBuilder arguments = new StringBuilder();

    Call(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private final Supplier<String> tokens;
  private final WholeCharacters text = new WholeCharacters();
  private final WholeCharacters thinking = new WholeCharacters();

  /** Calls that began while another was still incomplete; blocks cannot be interleaved. */
  private final Map<Integer, Call> waiting = new LinkedHashMap<>();

  private Kind open = Kind.NONE;
  private int next;
  private int currentIndex;
  private Call current;
  private boolean callsSent;
  private boolean signed;

  BlockWriter(Supplier<String> tokens) {
    this.tokens = tokens;
  }

  boolean callsSent() {
    return callsSent;
  }

  void text(String fragment, List<SseEvent> out) {
    String words = text.next(fragment);
    if (!words.isEmpty()) {
      require(Kind.TEXT, "{\"type\":\"text\",\"text\":\"\"}", out);
      delta("{\"type\":\"text_delta\",\"text\":", words, out);
    }
  }

  void thinking(String fragment, List<SseEvent> out) {
    String words = thinking.next(fragment);
    if (!words.isEmpty()) {
      require(Kind.THINKING, THINKING, out);
      delta("{\"type\":\"thinking_delta\",\"thinking\":", words, out);
    }
  }

  /** Ends the thinking, which some servers sign without showing it. */
  void signature(String value, List<SseEvent> out) {
    require(Kind.THINKING, THINKING, out);
    signed = true;
    delta(SIGNATURE, value, out);
    close(out);
  }

  void foreign(Delta.Foreign foreign, List<SseEvent> out) {
    close(out);
    begin(Kind.FOREIGN, Json.text(foreign.block()), out);
    for (JsonNode more : foreign.growth()) {
      grow(Json.text(more), out);
    }
    close(out);
  }

  void callStart(Delta.CallStart start, List<SseEvent> out) {
    String given = start.id().isEmpty() ? "call_" + tokens.get() : start.id();
    Call call = new Call(ToolIds.toClient(given), start.name());
    boolean busy = open == Kind.CALL && Json.parse(current.arguments.toString()).isEmpty();
    if (busy || !waiting.isEmpty()) {
      waiting.put(start.index(), call);
    } else {
      open(start.index(), call, out);
    }
  }

  void callArguments(Delta.CallArguments more, List<SseEvent> out) {
    Call queued = waiting.get(more.index());
    if (queued != null) {
      queued.arguments.append(more.fragment());
    } else if (open == Kind.CALL && currentIndex == more.index() && !more.fragment().isEmpty()) {
      current.arguments.append(more.fragment());
      delta("{\"type\":\"input_json_delta\",\"partial_json\":", more.fragment(), out);
    }
  }

  /** Closes what is open and writes what waited. */
  void finish(List<SseEvent> out) {
    close(out);
    Map<Integer, Call> rest = new LinkedHashMap<>(waiting);
    waiting.clear();
    rest.forEach(
        (index, call) -> {
          open(index, call, out);
          if (!call.arguments.isEmpty()) {
            delta(
                "{\"type\":\"input_json_delta\",\"partial_json\":", call.arguments.toString(), out);
          }
          close(out);
        });
  }

  private void open(int index, Call call, List<SseEvent> out) {
    close(out);
    StringBuilder block = new StringBuilder(120).append("{\"type\":\"tool_use\",\"id\":");
    JsonText.quote(block, call.id).append(",\"name\":");
    JsonText.quote(block, call.name).append(",\"input\":{}}");
    begin(Kind.CALL, block.toString(), out);
    current = call;
    currentIndex = index;
    callsSent = true;
  }

  private void require(Kind kind, String block, List<SseEvent> out) {
    if (open != kind) {
      close(out);
      begin(kind, block, out);
    }
  }

  private void begin(Kind kind, String block, List<SseEvent> out) {
    open = kind;
    out.add(
        new SseEvent(
            "content_block_start",
            "{\"type\":\"content_block_start\",\"index\":"
                + next
                + ",\"content_block\":"
                + block
                + "}"));
  }

  private void close(List<SseEvent> out) {
    if (open == Kind.NONE) {
      return;
    }
    if (open == Kind.THINKING && !signed) {
      // Clients keep thinking blocks only with a signature; local models have nothing to sign.
      delta(SIGNATURE, "", out);
    }
    signed = false;
    if (open == Kind.CALL && current.arguments.isEmpty()) {
      delta("{\"type\":\"input_json_delta\",\"partial_json\":", "{}", out);
    }
    out.add(
        new SseEvent(
            "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + next + "}"));
    open = Kind.NONE;
    next++;
  }

  private void grow(String delta, List<SseEvent> out) {
    out.add(
        new SseEvent(
            "content_block_delta",
            "{\"type\":\"content_block_delta\",\"index\":" + next + ",\"delta\":" + delta + "}"));
  }

  private void delta(String opening, String value, List<SseEvent> out) {
    StringBuilder data = new StringBuilder(value.length() + opening.length() + 64);
    data.append("{\"type\":\"content_block_delta\",\"index\":").append(next).append(",\"delta\":");
    JsonText.quote(data.append(opening), value).append("}}");
    out.add(new SseEvent("content_block_delta", data.toString()));
  }
}
