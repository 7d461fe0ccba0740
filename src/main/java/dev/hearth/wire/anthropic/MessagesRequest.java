package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.RequestBody;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.splice.Member;
import dev.hearth.wire.splice.Span;
import dev.hearth.wire.splice.Splice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A Messages request: the client's own bytes, and what Hearth needs to know of them. Fields that
 * Hearth does not know are kept. Immutable.
 */
public final class MessagesRequest extends ClientRequest {
  private static final String MESSAGES = "messages";

  private final List<String> stopSequences;

  private MessagesRequest(
      byte[] body,
      ObjectNode fields,
      int messageCount,
      ToolOffer offer,
      List<String> stopSequences) {
    super(body, fields, messageCount, offer);
    this.stopSequences = stopSequences;
  }

  /** Reads the body of a request for a reply. */
  public static MessagesRequest parse(byte[] body) throws MalformedRequest {
    MessagesRequest request = parseForCounting(body);
    JsonNode limit = request.fields().path("max_tokens");
    if (RequestBody.absent(limit)) {
      throw new MalformedRequest("max_tokens", "this field is required");
    }
    return request;
  }

  /** Reads the body of a request to count tokens, which needs no limit. */
  public static MessagesRequest parseForCounting(byte[] body) throws MalformedRequest {
    ObjectNode fields = RequestBody.object(body);
    JsonNode messages = RequestBody.messages(fields);
    MessageRules.check(fields, messages);
    ToolOffer offer = ToolList.offer(fields, messages);
    int count = messages.size();
    List<String> stops = MessageRules.stopSequences(fields);
    // The transcript is the bulk of a body and is there already, as bytes.
    fields.remove(MESSAGES);
    return new MessagesRequest(body, fields, count, offer, stops);
  }

  /** Whether the client wants to see the model's thinking. */
  public boolean thinkingWanted() {
    JsonNode thinking = fields().path("thinking");
    String type = thinking.path("type").asText("");
    boolean on = type.equals("enabled") || type.equals("adaptive");
    return on && !thinking.path("display").asText("").equals("omitted");
  }

  /** The most tokens the reply may have; absent only when tokens are to be counted. */
  public OptionalLong maxTokens() {
    JsonNode limit = fields().path("max_tokens");
    return limit.isNumber() ? OptionalLong.of(limit.asLong()) : OptionalLong.empty();
  }

  public List<String> stopSequences() {
    return stopSequences;
  }

  /** The transcript as a tree, read anew at each call. */
  JsonNode messages() {
    return Json.parse(body()).map(tree -> tree.path(MESSAGES)).orElseGet(Json::array);
  }

  ObjectNode fields() {
    return members();
  }

  /** The same request for a server that speaks chat completions. */
  public ChatRequest toChat(Translation translation) {
    ObjectNode chat = ChatFromMessages.translate(this, translation);
    try {
      return ChatRequest.parse(Json.bytes(chat));
    } catch (MalformedRequest e) {
      throw new IllegalStateException("a translated request must be well formed", e);
    }
  }

  /**
   * The same request with a correction in OpenAI's shape added at the end of the transcript, for a
   * server that speaks Messages.
   */
  public MessagesRequest appending(List<ObjectNode> chatMessages) {
    if (chatMessages.isEmpty()) {
      return this;
    }
    List<ObjectNode> turns = TurnsFromChat.of(chatMessages).turns();
    Splice splice = new Splice(body());
    Span root = splice.layout().root();
    Span transcript = splice.layout().member(root, MESSAGES).map(Member::value).orElseThrow();
    splice.append(transcript, turns.stream().map(Json::bytes).toList());
    return new MessagesRequest(
        splice.apply(), fields(), messageCount() + turns.size(), offer(), stopSequences);
  }

  /** The same request with fields set and removed; all other bytes stay. */
  public MessagesRequest with(Map<String, JsonNode> set, Set<String> remove) {
    if (set.containsKey(MESSAGES) || remove.contains(MESSAGES)) {
      throw new IllegalArgumentException("the transcript is only ever appended to");
    }
    ObjectNode changed = Json.object().setAll(fields());
    Map<String, byte[]> values = new LinkedHashMap<>();
    set.forEach(
        (name, value) -> {
          values.put(name, Json.bytes(value));
          changed.set(name, value);
        });
    changed.remove(remove);
    Splice splice = new Splice(body());
    splice.members(splice.layout().root(), values, remove::contains);
    return new MessagesRequest(
        splice.apply(), changed, messageCount(), offerOf(changed), stopSequencesOf(changed));
  }

  private ToolOffer offerOf(ObjectNode changed) {
    boolean same =
        changed.path("tools") == fields().path("tools")
            && changed.path("tool_choice") == fields().path("tool_choice");
    try {
      return same ? offer() : ToolList.offer(changed, messages());
    } catch (MalformedRequest e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> stopSequencesOf(ObjectNode changed) {
    try {
      return MessageRules.stopSequences(changed);
    } catch (MalformedRequest e) {
      throw new IllegalArgumentException(e);
    }
  }
}
