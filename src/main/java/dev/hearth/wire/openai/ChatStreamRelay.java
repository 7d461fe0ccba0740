package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.splice.Splice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Passes a backend's own chunks on to a client word for word. Only what Hearth itself asked the
 * backend for, and the client did not, is taken out again, and a drifting identity is pinned to
 * that of the first chunk. Not thread-safe.
 */
public final class ChatStreamRelay {
  private static final String DONE = "[DONE]";
  private static final List<String> IDENTITY = List.of("id", "created", "model");
  private static final Set<String> HEARTHS_USAGE = Set.of("usage");
  private static final Set<String> HEARTHS_PROGRESS = Set.of("prompt_progress");
  private static final Set<String> TRANSIENT =
      Set.of("choices", "usage", "id", "created", "model", "object", "system_fingerprint");

  private final ChatStreamOptions options;
  private final Map<String, JsonNode> identity = new LinkedHashMap<>();
  private List<String> pinned;
  private boolean begun;
  private String heldOpening;
  private String heldFinish;

  public ChatStreamRelay(ChatStreamOptions options) {
    this.options = options;
  }

  /**
   * The data of the events to send for this chunk, perhaps none; {@code [DONE]} is not passed on
   * but releases what was held back.
   */
  public List<String> rewrite(String chunk) throws MalformedReply {
    if (pinned != null && heldFinish == null && isOrdinary(chunk)) {
      return List.of(chunk);
    }
    if (chunk.strip().equals(DONE)) {
      return end();
    }
    ObjectNode tree = StreamedError.chunkOrThrow(chunk);
    pin(tree);
    if (tree.has("prompt_progress") && !options.progress()) {
      return progress(chunk, tree);
    }
    List<String> out = new ArrayList<>(opening(tree));
    if (options.usage()) {
      out.add(edited(chunk, tree, Set.of(), Map.of()));
    } else if (tree.path("choices").isEmpty() && tree.has("usage")) {
      out.addAll(usageUnasked(tree));
    } else {
      out.addAll(withoutUsage(chunk, tree));
    }
    return out;
  }

  /** What was held back until the end of the stream was known. */
  public List<String> end() {
    List<String> rest = heldFinish == null ? List.of() : List.of(heldFinish);
    heldFinish = null;
    return rest;
  }

  /** Whether the chunk can go on unread: same identity and nothing in it that needs a decision. */
  private boolean isOrdinary(String chunk) {
    for (String fragment : pinned) {
      if (!chunk.contains(fragment)) {
        return false;
      }
    }
    return begun
        && (options.progress() || !chunk.contains("\"prompt_progress\""))
        && (options.usage()
            || !(chunk.contains("\"usage\"") || chunk.contains("\"finish_reason\":\"")));
  }

  private void pin(ObjectNode chunk) {
    if (pinned != null) {
      return;
    }
    pinned = new ArrayList<>();
    for (String name : IDENTITY) {
      if (chunk.has(name)) {
        identity.put(name, chunk.get(name));
        pinned.add(Json.text(Json.object().set(name, chunk.get(name))).replaceAll("^\\{|}$", ""));
      }
    }
  }

  /** Progress that only Hearth wanted to see; one such chunk may have to open the message. */
  private List<String> progress(String chunk, ObjectNode tree) {
    if (!begun && heldOpening == null) {
      heldOpening = edited(chunk, tree, HEARTHS_PROGRESS, Map.of());
    }
    return List.of();
  }

  /** The role is repeated after the progress by some servers only, and clients need it. */
  private List<String> opening(ObjectNode first) {
    boolean needed = !begun && heldOpening != null && first.findValue("role") == null;
    List<String> out = needed ? List.of(heldOpening) : List.of();
    begun = true;
    heldOpening = null;
    return out;
  }

  private List<String> withoutUsage(String chunk, ObjectNode tree) {
    List<String> out = new ArrayList<>(end());
    String plain = edited(chunk, tree, HEARTHS_USAGE, Map.of());
    boolean finish =
        tree.path("choices").valueStream().anyMatch(c -> c.path("finish_reason").isTextual());
    if (finish) {
      heldFinish = plain;
    } else {
      out.add(plain);
    }
    return out;
  }

  /** What else came with the counts belongs, unasked, to the finishing chunk. */
  private List<String> usageUnasked(ObjectNode usageChunk) {
    if (heldFinish == null) {
      return List.of();
    }
    Map<String, JsonNode> rest = new LinkedHashMap<>();
    usageChunk.properties().stream()
        .filter(e -> !TRANSIENT.contains(e.getKey()))
        .forEach(e -> rest.put(e.getKey(), e.getValue()));
    heldFinish = spliced(heldFinish, Set.of(), rest);
    return end();
  }

  private String edited(
      String chunk, ObjectNode tree, Set<String> remove, Map<String, JsonNode> set) {
    Map<String, JsonNode> changes = new LinkedHashMap<>(set);
    identity.forEach(
        (name, value) -> {
          if (tree.has(name) && !tree.get(name).equals(value)) {
            changes.put(name, value);
          }
        });
    boolean present = remove.stream().anyMatch(tree::has);
    return changes.isEmpty() && !present ? chunk : spliced(chunk, remove, changes);
  }

  private static String spliced(String chunk, Set<String> remove, Map<String, JsonNode> set) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    set.forEach((name, value) -> values.put(name, Json.bytes(value)));
    Splice splice = new Splice(chunk.getBytes(StandardCharsets.UTF_8));
    splice.members(splice.layout().root(), values, remove::contains);
    return new String(splice.apply(), StandardCharsets.UTF_8);
  }
}
