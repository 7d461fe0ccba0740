package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.JsonText;
import dev.hearth.wire.Usage;
import dev.hearth.wire.WholeCharacters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes one reply as chat completion chunks. However many attempts the reply is made of, the
 * client sees one: the identity of the first chunk stays, calls are numbered without gaps, and the
 * reason given for the end fits what was sent. Not thread-safe.
 */
public final class ChatStreamWriter {
  private final Delta.Opened fallback;
  private final ChatStreamOptions options;
  private final Supplier<String> tokens;
  private final Map<Integer, Integer> indexes = new HashMap<>();
  private final WholeCharacters text = new WholeCharacters();
  private final WholeCharacters reasoning = new WholeCharacters();

  private ChunkFrame frame;
  private Usage usage;
  private int calls;
  private boolean ended;

  /**
   * @param fallback the identity to use where the backend gives none
   * @param options what the client asked for
   * @param tokens a new unique token at each call, for calls that come without an id
   */
  public ChatStreamWriter(
      Delta.Opened fallback, ChatStreamOptions options, Supplier<String> tokens) {
    this.fallback = fallback;
    this.options = options;
    this.tokens = tokens;
  }

  /**
   * The data of the events to send for this delta, perhaps none; {@code [DONE]} is not among them.
   */
  public List<String> write(Delta delta) {
    if (ended) {
      return List.of();
    }
    if (frame != null && delta instanceof Delta.Text(String words)) {
      return text("content", text.next(words));
    }
    List<String> out = new ArrayList<>(2);
    open(delta instanceof Delta.Opened opened ? opened : fallback, out);
    switch (delta) {
      case Delta.Opened _, Delta.Signature _, Delta.Foreign _ -> {}
      case Delta.Text(String words) -> out.addAll(text("content", text.next(words)));
      case Delta.Reasoning(String words) ->
          out.addAll(text("reasoning_content", reasoning.next(words)));
      case Delta.CallStart call -> out.add(callStart(call));
      case Delta.CallArguments call -> callArguments(call, out);
      case Delta.Prefill prefill -> progress(prefill, out);
      case Delta.Tokens tokensSoFar -> usage = tokensSoFar.usage();
      case Delta.Ended end -> end(end, out);
    }
    return out;
  }

  /** Whether the reason for the end has been written. */
  public boolean ended() {
    return ended;
  }

  private void open(Delta.Opened given, List<String> out) {
    if (frame != null) {
      return;
    }
    frame =
        new ChunkFrame(
            new Delta.Opened(
                given.id().isEmpty() ? fallback.id() : given.id(),
                given.model().isEmpty() ? fallback.model() : given.model(),
                given.created() == 0 ? fallback.created() : given.created(),
                given.fingerprint()));
    out.add(frame.delta("{\"role\":\"assistant\",\"content\":null}"));
  }

  private List<String> text(String member, String whole) {
    return whole.isEmpty() ? List.of() : List.of(frame.text(member, whole));
  }

  private String callStart(Delta.CallStart call) {
    int index = calls++;
    indexes.put(call.index(), index);
    String id = call.id().isEmpty() ? "call_" + tokens.get() : call.id();
    StringBuilder out = new StringBuilder(160);
    out.append("{\"tool_calls\":[{\"index\":").append(index).append(",\"id\":");
    JsonText.quote(out, id).append(",\"type\":\"function\",\"function\":{\"name\":");
    JsonText.quote(out, call.name()).append(",\"arguments\":\"\"}}]}");
    return frame.delta(out.toString());
  }

  private void callArguments(Delta.CallArguments call, List<String> out) {
    Integer index = indexes.get(call.index());
    if (index == null || call.fragment().isEmpty()) {
      return;
    }
    StringBuilder json = new StringBuilder(call.fragment().length() + 80);
    json.append("{\"tool_calls\":[{\"index\":")
        .append(index)
        .append(",\"function\":{\"arguments\":");
    JsonText.quote(json, call.fragment()).append("}}]}");
    out.add(frame.delta(json.toString()));
  }

  private void progress(Delta.Prefill prefill, List<String> out) {
    if (options.progress()) {
      out.add(
          frame.withExtras(
              "{\"role\":\"assistant\",\"content\":null}",
              ",\"prompt_progress\":{\"total\":"
                  + prefill.total()
                  + ",\"cache\":"
                  + prefill.cached()
                  + ",\"processed\":"
                  + prefill.processed()
                  + ",\"time_ms\":"
                  + prefill.millis()
                  + "}"));
    }
  }

  private void end(Delta.Ended end, List<String> out) {
    ended = true;
    Map<String, JsonNode> rest = new HashMap<>(end.extras());
    JsonNode counted = rest.remove("usage");
    String extras = members(rest);
    String reason = Finishes.write(end.finish(), calls > 0);
    if (!options.usage()) {
      out.add(frame.finish(reason, extras));
      return;
    }
    if (counted == null) {
      counted = UsageNode.write(usage == null ? Usage.NONE : usage);
    }
    out.add(frame.finish(reason, ""));
    out.add(frame.bare(",\"usage\":" + Json.text(counted) + extras));
  }

  private static String members(Map<String, JsonNode> extras) {
    StringBuilder out = new StringBuilder();
    extras.keySet().stream()
        .sorted()
        .forEach(
            name ->
                JsonText.quote(out.append(','), name)
                    .append(':')
                    .append(Json.text(extras.get(name))));
    return out.toString();
  }
}
