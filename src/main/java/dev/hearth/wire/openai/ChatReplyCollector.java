package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.EventCollector;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a backend's own chunks together into what it would have answered without a stream, all
 * alternatives and unknown members included. Not thread-safe.
 */
public final class ChatReplyCollector implements EventCollector {
  private static final String DONE = "[DONE]";
  private static final Set<String> HANDLED = Set.of("choices", "object", "prompt_progress");
  private static final String[] LEADING = {"created", "model", "system_fingerprint"};

  private final Map<Integer, ChoiceMerge> choices = new TreeMap<>();
  private final ObjectNode envelope = Json.object();

  /** Adds the data of the next event. */
  @Override
  public void add(String data) throws MalformedReply {
    if (data.strip().equals(DONE)) {
      return;
    }
    ObjectNode chunk = StreamedError.chunkOrThrow(data);
    for (JsonNode choice : chunk.path("choices")) {
      choices.computeIfAbsent(choice.path("index").asInt(0), ChoiceMerge::new).add(choice);
    }
    for (Map.Entry<String, JsonNode> field : chunk.properties()) {
      boolean identity = field.getKey().equals("id") || isLeading(field.getKey());
      boolean keep = identity && envelope.has(field.getKey());
      if (!HANDLED.contains(field.getKey()) && !keep && !isIdleNull(field)) {
        envelope.set(field.getKey(), field.getValue());
      }
    }
  }

  /** The whole reply, in the order in which llama-server writes its members. */
  @Override
  public ObjectNode whole() throws MalformedReply {
    if (choices.isEmpty() || !choices.values().stream().allMatch(ChoiceMerge::finished)) {
      throw new MalformedReply("The backend's stream broke off before the reply was finished.");
    }
    boolean llama = LlamaFingerprint.matches(envelope.path("system_fingerprint").asText(""));
    ObjectNode reply = Json.object();
    var list = reply.putArray("choices");
    choices.values().forEach(choice -> list.add(choice.whole(llama)));
    for (String name : LEADING) {
      if (envelope.has(name)) {
        reply.set(name, envelope.get(name));
      }
    }
    reply.put("object", "chat.completion");
    if (envelope.has("usage")) {
      reply.set("usage", envelope.get("usage"));
    }
    return reply.setAll(envelope);
  }

  /** A null that would hide a value some earlier chunk gave, as {@code usage} often is. */
  private boolean isIdleNull(Map.Entry<String, JsonNode> field) {
    return field.getValue().isNull()
        && (envelope.has(field.getKey()) || field.getKey().equals("usage"));
  }

  private static boolean isLeading(String name) {
    for (String leading : LEADING) {
      if (leading.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
