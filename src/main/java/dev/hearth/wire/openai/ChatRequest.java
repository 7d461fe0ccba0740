package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.RequestBody;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.splice.Member;
import dev.hearth.wire.splice.Span;
import dev.hearth.wire.splice.Splice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A chat completions request: the client's own bytes, and what Hearth needs to know of them. A
 * change is spliced into the bytes; everything else stays as the client wrote it. Immutable.
 */
public final class ChatRequest extends ClientRequest {
  private static final String MESSAGES = "messages";
  private static final List<String> TOOL_FIELDS =
      List.of("tools", "tool_choice", "parallel_tool_calls");

  private final boolean thoughtful;
  private final String lastUserText;

  private ChatRequest(
      byte[] body,
      ObjectNode fields,
      int messageCount,
      boolean thoughtful,
      String lastUserText,
      ToolOffer offer) {
    super(body, fields, messageCount, offer);
    this.thoughtful = thoughtful;
    this.lastUserText = lastUserText;
  }

  /** Reads a body, which the request keeps and nobody may change afterwards. */
  public static ChatRequest parse(byte[] body) throws MalformedRequest {
    ObjectNode fields = RequestBody.object(body);
    JsonNode messages = RequestBody.messages(fields);
    RequestBody.text(fields, "model");
    RequestBody.flag(fields, "stream");
    ToolOffer offer = ToolOffers.read(fields);
    String lastUserText = MessageText.lastOfUser(messages);
    boolean thoughtful = ReasoningHistory.isIn(messages);
    // The transcript is the bulk of a body and is there already, as bytes.
    fields.remove(MESSAGES);
    return new ChatRequest(body, fields, messages.size(), thoughtful, lastUserText, offer);
  }

  /** Whether the client wants a stream to end with a chunk of token counts. */
  public boolean usageWanted() {
    return members().path("stream_options").path("include_usage").asBoolean(false);
  }

  /** Whether the client itself wants to hear how the prompt is being read. */
  public boolean progressWanted() {
    return members().path("return_progress").asBoolean(false);
  }

  /** How many alternative replies are wanted. */
  public int choices() {
    return Math.max(1, members().path("n").asInt(1));
  }

  /** The words of the last message of the user, empty when there are none. */
  public String lastUserText() {
    return lastUserText;
  }

  /** The transcript as a tree, read anew at each call. */
  public JsonNode messages() {
    return Json.parse(body()).map(tree -> tree.path(MESSAGES)).orElseGet(Json::array);
  }

  /** The same request with messages added at the end of the transcript. */
  public ChatRequest appending(List<ObjectNode> messages) {
    if (messages.isEmpty()) {
      return this;
    }
    Splice splice = new Splice(body());
    splice.append(transcript(splice), messages.stream().map(Json::bytes).toList());
    String said = MessageText.lastOfUser(Json.array().addAll(messages));
    return new ChatRequest(
        splice.apply(),
        members(),
        messageCount() + messages.size(),
        thoughtful || ReasoningHistory.isIn(messages),
        said.isEmpty() ? lastUserText : said,
        offer());
  }

  /** The same request with one field set. */
  public ChatRequest with(String name, JsonNode value) {
    return with(Map.of(name, value), Set.of());
  }

  /** The same request without one field. */
  public ChatRequest without(String name) {
    return members().has(name) ? with(Map.of(), Set.of(name)) : this;
  }

  /** The same request with fields set and removed at once, for the price of one copy. */
  public ChatRequest with(Map<String, JsonNode> set, Set<String> remove) {
    ObjectNode changed = Json.object().setAll(members());
    Map<String, byte[]> values = new LinkedHashMap<>();
    set.forEach(
        (name, value) -> {
          refuseTranscript(name);
          values.put(name, Json.bytes(value));
          changed.set(name, value);
        });
    remove.forEach(ChatRequest::refuseTranscript);
    changed.remove(remove);
    boolean tools =
        TOOL_FIELDS.stream().anyMatch(name -> set.containsKey(name) || remove.contains(name));
    Splice splice = new Splice(body());
    splice.members(splice.layout().root(), values, remove::contains);
    return new ChatRequest(
        splice.apply(),
        changed,
        messageCount(),
        thoughtful,
        lastUserText,
        tools ? offerOf(changed) : offer());
  }

  /** The same request with as much of earlier thinking as the policy allows. */
  public ChatRequest replaying(ReasoningReplay replay) {
    if (replay == ReasoningReplay.FULL || !thoughtful) {
      return this;
    }
    Splice splice = new Splice(body());
    ReasoningHistory.prune(splice, messages(), transcript(splice), replay);
    return new ChatRequest(
        splice.apply(), members(), messageCount(), thoughtful, lastUserText, offer());
  }

  private static Span transcript(Splice splice) {
    Span root = splice.layout().root();
    return splice.layout().member(root, MESSAGES).map(Member::value).orElseThrow();
  }

  private static void refuseTranscript(String name) {
    if (name.equals(MESSAGES)) {
      throw new IllegalArgumentException("the transcript is only ever appended to");
    }
  }

  private static ToolOffer offerOf(ObjectNode fields) {
    try {
      return ToolOffers.read(fields);
    } catch (MalformedRequest e) {
      throw new IllegalArgumentException(e);
    }
  }
}
