package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ReportedFailure;
import dev.hearth.wire.Usage;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads one streamed reply of a server that speaks Messages, event by event. Not thread-safe. */
public final class MessagesChunkReader {
  private static final class Call {
    private final int index;
    private boolean arguments;

    Call(int index) {
      this.index = index;
    }
  }

  private record Foreign(JsonNode block, List<JsonNode> growth) {}

  private final Supplier<String> tokens;
  private final Map<Integer, Call> calls = new HashMap<>();
  private final Map<Integer, String> signatures = new HashMap<>();
  private final Map<Integer, Foreign> foreign = new HashMap<>();

  private Usage usage = Usage.NONE;
  private Finish finish;
  private String stopSequence = "";
  private boolean ended;

  /**
   * @param tokens a new unique token at each call, for calls that come without an id
   */
  public MessagesChunkReader(Supplier<String> tokens) {
    this.tokens = tokens;
  }

  /**
   * What an event says.
   *
   * @throws ReportedFailure when the server reports an error inside the stream
   */
  public List<Delta> read(SseEvent event) throws MalformedReply {
    if (ended) {
      return List.of();
    }
    JsonNode data =
        Json.parse(event.data())
            .filter(JsonNode::isObject)
            .orElseThrow(
                () -> new MalformedReply("The backend sent an event that is not a JSON object."));
    List<Delta> out = new ArrayList<>(2);
    switch (data.path("type").asText(event.type())) {
      case "message" -> whole(data, out);
      case "message_start" -> start(data.path("message"), out);
      case "content_block_start" ->
          blockStart(data.path("index").asInt(), data.path("content_block"), out);
      case "content_block_delta" -> blockDelta(data.path("index").asInt(), data.path("delta"), out);
      case "content_block_stop" -> blockStop(data.path("index").asInt(), out);
      case "message_delta" -> messageDelta(data, out);
      case "message_stop" -> out.addAll(finished());
      case "error" -> throw failure(data.path("error"));
      default -> {}
    }
    return out;
  }

  /** The stream is over; it broke off unless the server had given a reason for the end. */
  public List<Delta> end() throws MalformedReply {
    if (ended) {
      return List.of();
    }
    if (finish == null) {
      throw new MalformedReply("The backend's stream broke off before the reply was finished.");
    }
    return finished();
  }

  private List<Delta> finished() {
    ended = true;
    return List.of(new Delta.Ended(finish == null ? Finish.STOP : finish, stopSequence));
  }

  private void start(JsonNode message, List<Delta> out) {
    out.add(new Delta.Opened(message.path("id").asText(""), message.path("model").asText("")));
    count(message.path("usage"), out);
  }

  /** Some servers answer in one piece although they were asked for a stream. */
  private void whole(JsonNode message, List<Delta> out) {
    start(message, out);
    JsonNode content = message.path("content");
    for (int i = 0; i < content.size(); i++) {
      blockStart(i, content.get(i), out);
      blockStop(i, out);
    }
    ended(message);
  }

  private void ended(JsonNode said) {
    if (said.path("stop_reason").isTextual()) {
      finish = StopReasons.read(said.path("stop_reason").textValue());
      stopSequence = said.path("stop_sequence").asText("");
    }
  }

  private void count(JsonNode reported, List<Delta> out) {
    if (reported.isObject()) {
      usage = UsageFields.update(usage, reported);
      out.add(new Delta.Tokens(usage));
    }
  }

  private void blockStart(int block, JsonNode content, List<Delta> out) {
    switch (content.path("type").asText("")) {
      case "text" -> text(content.path("text").asText(""), out);
      case "thinking" -> {
        thinking(content.path("thinking").asText(""), out);
        signatures.put(block, content.path("signature").asText(""));
      }
      case "tool_use" -> {
        Call call = new Call(calls.size());
        calls.put(block, call);
        String id = content.path("id").asText("");
        out.add(
            new Delta.CallStart(
                call.index,
                id.isEmpty() ? "call_" + tokens.get() : id,
                content.path("name").asText("")));
        if (!content.path("input").isEmpty()) {
          arguments(call, Json.text(content.path("input")), out);
        }
      }
      default -> foreign.put(block, new Foreign(content, new ArrayList<>()));
    }
  }

  private void blockDelta(int block, JsonNode delta, List<Delta> out) {
    if (foreign.containsKey(block)) {
      foreign.get(block).growth().add(delta);
      return;
    }
    switch (delta.path("type").asText("")) {
      case "text_delta" -> text(delta.path("text").asText(""), out);
      case "thinking_delta" -> thinking(delta.path("thinking").asText(""), out);
      case "signature_delta" -> signatures.put(block, delta.path("signature").asText(""));
      case "input_json_delta" -> {
        if (calls.containsKey(block)) {
          arguments(calls.get(block), delta.path("partial_json").asText(""), out);
        }
      }
      default -> {}
    }
  }

  private void blockStop(int block, List<Delta> out) {
    Call call = calls.get(block);
    if (call != null && !call.arguments) {
      arguments(call, "{}", out);
    }
    String signature = signatures.remove(block);
    if (signature != null && !signature.isEmpty()) {
      out.add(new Delta.Signature(signature));
    }
    Foreign other = foreign.remove(block);
    if (other != null) {
      out.add(new Delta.Foreign(other.block(), other.growth()));
    }
  }

  private void messageDelta(JsonNode data, List<Delta> out) {
    ended(data.path("delta"));
    count(data.path("usage"), out);
  }

  private static void text(String words, List<Delta> out) {
    if (!words.isEmpty()) {
      out.add(new Delta.Text(words));
    }
  }

  private static void thinking(String words, List<Delta> out) {
    if (!words.isEmpty()) {
      out.add(new Delta.Reasoning(words));
    }
  }

  private static void arguments(Call call, String fragment, List<Delta> out) {
    if (!fragment.isEmpty()) {
      call.arguments = true;
      out.add(new Delta.CallArguments(call.index, fragment));
    }
  }

  private static ReportedFailure failure(JsonNode error) {
    String type = error.path("type").asText("");
    String message = error.path("message").asText("");
    return new ReportedFailure(
        AnthropicErrors.status(type),
        type,
        message.isEmpty() ? "The backend reported an error without saying which." : message);
  }
}
