package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ReportedFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads one streamed reply of an OpenAI-shaped server, event by event. Only the first of several
 * alternative replies is read. Not thread-safe.
 */
public final class ChatChunkReader {
  private static final String DONE = "[DONE]";
  private static final Set<String> ENVELOPE =
      Set.of(
          "id", "object", "created", "model", "system_fingerprint", "choices", "prompt_progress");
  private static final List<String> REASONING =
      List.of("reasoning_content", "reasoning", "reasoning_text");

  private final CallTracker calls;
  private final Map<String, JsonNode> extras = new LinkedHashMap<>();

  private FragmentTemplate template;
  private boolean opened;
  private boolean ended;
  private boolean refused;
  private Finish finish;
  private String stopSequence = "";

  /**
   * @param tokens a new unique token at each call, for calls that come without an id
   */
  public ChatChunkReader(Supplier<String> tokens) {
    this.calls = new CallTracker(tokens);
  }

  /**
   * What the data of one event says; {@link Delta.Ended} comes with {@code [DONE]}.
   *
   * @throws ReportedFailure when the server reports an error inside the stream
   */
  public List<Delta> read(String data) throws MalformedReply {
    if (ended) {
      return List.of();
    }
    if (template != null) {
      Delta known = template.read(data);
      if (known != null) {
        return List.of(known);
      }
    }
    if (data.strip().equals(DONE)) {
      return finished();
    }
    List<Delta> out = new ArrayList<>(2);
    boolean first = !opened;
    chunk(data, out);
    if (!first && out.size() == 1 && finish == null) {
      template = FragmentTemplate.learn(data, out.getFirst());
    }
    return out;
  }

  /**
   * The stream is over. A server that has given a reason for the end but no {@code [DONE]} has
   * finished; one that has not broke off.
   */
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
    List<Delta> out = new ArrayList<>();
    calls.end(out);
    JsonNode timings = extras.get("timings");
    if (timings != null && !extras.containsKey("usage")) {
      out.add(new Delta.Tokens(UsageNode.readTimings(timings)));
    }
    out.add(new Delta.Ended(effectiveFinish(), stopSequence, extras));
    return out;
  }

  private Finish effectiveFinish() {
    Finish said = finish == null ? Finish.STOP : finish;
    if (said == Finish.STOP && refused) {
      return Finish.REFUSAL;
    }
    if (said == Finish.STOP && calls.any()) {
      return Finish.TOOL_CALLS;
    }
    return said == Finish.STOP && !stopSequence.isEmpty() ? Finish.STOP_SEQUENCE : said;
  }

  private void chunk(String data, List<Delta> out) throws MalformedReply {
    ObjectNode chunk = StreamedError.chunkOrThrow(data);
    open(chunk, out);
    progress(chunk.path("prompt_progress"), out);
    for (JsonNode choice : chunk.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        choice(choice, out);
      }
    }
    if (chunk.path("usage").isObject()) {
      out.add(new Delta.Tokens(UsageNode.read(chunk.path("usage"))));
    }
    for (Map.Entry<String, JsonNode> field : chunk.properties()) {
      if (!ENVELOPE.contains(field.getKey()) && !field.getValue().isNull()) {
        extras.put(field.getKey(), field.getValue());
      }
    }
  }

  private void open(JsonNode chunk, List<Delta> out) {
    if (!opened) {
      opened = true;
      out.add(
          new Delta.Opened(
              chunk.path("id").asText(""),
              chunk.path("model").asText(""),
              chunk.path("created").asLong(0),
              chunk.path("system_fingerprint").asText("")));
    }
  }

  private static void progress(JsonNode progress, List<Delta> out) {
    if (progress.isObject()) {
      out.add(
          new Delta.Prefill(
              progress.path("total").asLong(0),
              progress.path("cache").asLong(0),
              progress.path("processed").asLong(0),
              progress.path("time_ms").asLong(0)));
    }
  }

  private void choice(JsonNode choice, List<Delta> out) throws MalformedReply {
    JsonNode delta = choice.has("delta") ? choice.path("delta") : choice.path("message");
    reasoning(delta, out);
    content(delta.path("content"), out);
    JsonNode refusal = delta.path("refusal");
    if (refusal.isTextual() && !refusal.textValue().isEmpty()) {
      refused = true;
      out.add(new Delta.Text(refusal.textValue()));
    }
    for (JsonNode call : delta.path("tool_calls")) {
      calls.fragment(call, out);
    }
    if (delta.path("function_call").isObject()) {
      calls.legacy(delta.path("function_call"), out);
    }
    finish(choice);
  }

  private void finish(JsonNode choice) throws MalformedReply {
    JsonNode reason = choice.path("finish_reason");
    if (!reason.isTextual()) {
      return;
    }
    if (Finishes.isFailure(reason.textValue())) {
      throw StreamedError.failure("The backend gave up the reply (" + reason.textValue() + ").");
    }
    finish = Finishes.read(reason.textValue());
    JsonNode met = choice.path("stop_reason");
    stopSequence = met.isTextual() ? met.textValue() : "";
  }

  private static void reasoning(JsonNode delta, List<Delta> out) {
    for (String field : REASONING) {
      JsonNode thinking = delta.path(field);
      if (thinking.isTextual() && !thinking.textValue().isEmpty()) {
        out.add(new Delta.Reasoning(thinking.textValue()));
        return;
      }
    }
  }

  private static void content(JsonNode content, List<Delta> out) {
    if (content.isTextual()) {
      if (!content.textValue().isEmpty()) {
        out.add(new Delta.Text(content.textValue()));
      }
      return;
    }
    for (JsonNode part : content) {
      JsonNode thinking = part.path("thinking");
      String thought = thinking.isTextual() ? thinking.textValue() : MessageText.of(thinking);
      if (!thought.isEmpty()) {
        out.add(new Delta.Reasoning(thought));
      }
      String text = part.isTextual() ? part.textValue() : part.path("text").asText("");
      if (!text.isEmpty()) {
        out.add(new Delta.Text(text));
      }
    }
  }
}
