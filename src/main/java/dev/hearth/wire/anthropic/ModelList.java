package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The list of models in both protocols' shapes. Claude Code's picker shows only names that begin
 * with {@code claude}, so each model also goes by such an alias.
 */
public final class ModelList {
  private static final String ALIAS = "claude-local-";

  private ModelList() {}

  /** The alias of a model; a name that the picker shows anyway is its own. */
  public static String alias(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    if (lower.startsWith("claude") || lower.startsWith("anthropic")) {
      return id;
    }
    return ALIAS + id.replaceAll("[^A-Za-z0-9._-]+", "-");
  }

  /** The model a client means that names one of these ids or an alias of one. */
  public static Optional<String> resolve(String requested, Collection<String> ids) {
    if (ids.contains(requested)) {
      return Optional.of(requested);
    }
    return ids.stream().filter(id -> alias(id).equals(requested)).findFirst();
  }

  /** An OpenAI-shaped list as Anthropic's clients expect it, aliases included. */
  public static ObjectNode toAnthropic(JsonNode openAi) {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    for (JsonNode model : openAi.path("data")) {
      String id = model.path("id").asText("");
      if (!id.isEmpty()) {
        String created = created(model.path("created").asLong(0));
        data.add(entry(id, id, created));
        if (!alias(id).equals(id)) {
          data.add(entry(alias(id), id + " (local)", created));
        }
      }
    }
    list.put("has_more", false);
    list.put("first_id", data.isEmpty() ? null : data.get(0).path("id").asText());
    list.put("last_id", data.isEmpty() ? null : data.get(data.size() - 1).path("id").asText());
    return list;
  }

  /** An Anthropic-shaped list as OpenAI's clients expect it. */
  public static ObjectNode toOpenAi(JsonNode anthropic) {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (JsonNode model : anthropic.path("data")) {
      data.addObject()
          .put("id", model.path("id").asText(""))
          .put("object", "model")
          .put("created", seconds(model.path("created_at").asText("")))
          .put("owned_by", "anthropic");
    }
    return list;
  }

  private static ObjectNode entry(String id, String name, String created) {
    return Json.object()
        .put("type", "model")
        .put("id", id)
        .put("display_name", name)
        .put("created_at", created);
  }

  private static String created(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds).toString();
    } catch (DateTimeException e) {
      return Instant.EPOCH.toString();
    }
  }

  private static long seconds(String instant) {
    try {
      return Instant.parse(instant).getEpochSecond();
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
