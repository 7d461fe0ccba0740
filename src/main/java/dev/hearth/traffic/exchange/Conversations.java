package dev.hearth.traffic.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Caller;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Says which requests belong together: by the session id a client sends, else by the messages they
 * have in common, since agents resend the whole conversation each turn. Used by one thread.
 */
public final class Conversations {
  /** Enough for days of work; the least recently used are forgotten first. */
  private static final int MOST_PREFIXES = 100_000;

  /** Shorter replies, such as "Done.", come in any conversation. */
  private static final int TELLING = 100;

  private static final int MOST_SESSIONS = 10_000;

  /**
   * Where a request stands.
   *
   * @param conversation the conversation it belongs to, empty when it holds no talk
   * @param begins whether it is the first seen of it
   */
  record Place(String conversation, boolean begins) {}

  private final Map<String, Boolean> sessions =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  private final Map<Long, String> prefixes =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > MOST_PREFIXES;
        }
      };

  /** Finds the conversation a request belongs to; the first of one lends it its id. */
  Place place(String exchange, Caller caller, Turns turns) {
    if (!caller.session().isEmpty()) {
      return new Place(caller.session(), sessions.put(caller.session(), true) == null);
    }
    List<JsonNode> talk = turns.messages().stream().filter(m -> !Turns.isSystem(m)).toList();
    if (talk.isEmpty()) {
      return new Place("", false);
    }
    List<Long> hashes = prefixHashes(talk, caller.client());
    List<Long> replies = replyHashes(talk, caller.client());
    String found = longestKnown(hashes, talk);
    found = found.isEmpty() ? anyKnown(replies) : found;
    String conversation = found.isEmpty() ? exchange : found;
    remember(hashes, talk, conversation);
    replies.forEach(hash -> prefixes.put(hash, conversation));
    return new Place(conversation, found.isEmpty());
  }

  /** The request as a whole, or a beginning of it that holds at least one reply of the model. */
  private String longestKnown(List<Long> hashes, List<JsonNode> talk) {
    for (int i = hashes.size() - 1; i >= 0; i--) {
      boolean telling = i == hashes.size() - 1 || followedByReply(talk, i);
      String known = telling ? prefixes.get(hashes.get(i)) : null;
      if (known != null) {
        return known;
      }
    }
    return "";
  }

  private static boolean followedByReply(List<JsonNode> talk, int i) {
    return Turns.role(talk.get(i + 1)).equals("assistant");
  }

  /** A client that drops old messages as it goes still sends replies that were seen before. */
  private String anyKnown(List<Long> replies) {
    return replies.reversed().stream()
        .map(prefixes::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static List<Long> replyHashes(List<JsonNode> talk, String client) {
    List<Long> hashes = new ArrayList<>();
    for (JsonNode message : talk) {
      String text =
          Turns.role(message).equals("assistant")
              ? Json.text(plain(withoutCacheMarks(message)))
              : "";
      if (text.length() >= TELLING) {
        hashes.add(mix(client.hashCode() + 1L, text));
      }
    }
    return hashes;
  }

  /** Only whole requests are remembered: any of them may be continued. */
  private void remember(List<Long> hashes, List<JsonNode> talk, String conversation) {
    for (int i = 0; i < hashes.size(); i++) {
      if (i == hashes.size() - 1 || followedByReply(talk, i)) {
        prefixes.put(hashes.get(i), conversation);
      }
    }
  }

  private static List<Long> prefixHashes(List<JsonNode> talk, String client) {
    List<Long> hashes = new ArrayList<>(talk.size());
    long hash = client.hashCode();
    for (JsonNode message : talk) {
      hash = mix(hash, Json.text(plain(withoutCacheMarks(message))));
      hashes.add(hash);
    }
    return hashes;
  }

  /** A single text block and a bare string say the same, and clients switch between them. */
  private static JsonNode plain(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.size() == 1 && content.path(0).path("text").isTextual()) {
      ObjectNode copy = message.deepCopy();
      return copy.set("content", content.path(0).path("text"));
    }
    return message;
  }

  /** Clients move their cache marks from turn to turn; the words stay the same. */
  private static JsonNode withoutCacheMarks(JsonNode message) {
    if (message.findValue("cache_control") == null) {
      return message;
    }
    JsonNode copy = message.deepCopy();
    for (JsonNode parent : copy.findParents("cache_control")) {
      ((ObjectNode) parent).remove("cache_control");
    }
    return copy;
  }

  private static long mix(long seed, String text) {
    long hash = seed * 0x9E3779B97F4A7C15L + text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash ^ (hash >>> 32);
  }
}
