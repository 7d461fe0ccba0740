package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.backend.BackendRouter;
import dev.hearth.wire.Json;
import java.time.Instant;
import java.util.List;

/** The models there are, in either protocol's shape. */
final class ModelList {
  /** Pickers sort by it; local files have no date of birth. */
  private static final Instant NO_DATE = Instant.EPOCH;

  private ModelList() {}

  /** In OpenAI's shape. */
  static ObjectNode openAi(List<BackendRouter.ServedModel> models) {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (BackendRouter.ServedModel model : models) {
      ObjectNode entry = data.addObject();
      entry.put("id", model.id()).put("object", "model").put("created", 0);
      entry.put("owned_by", "hearth");
      if (model.contextSize() > 0) {
        entry.put("context_length", model.contextSize());
      }
    }
    return list;
  }

  /** The ids in a backend's own list. */
  static List<String> ids(JsonNode backendList) {
    return backendList.path("data").valueStream().map(m -> m.path("id").asText("")).toList();
  }

  /** In Anthropic's shape, each under its own name and under one that Claude Code lists. */
  static ObjectNode anthropic(List<String> ids) {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    for (String id : ids) {
      if (id.isEmpty()) {
        continue;
      }
      entry(data, id, id);
      if (!id.startsWith("claude")) {
        entry(data, ModelNames.alias(id), id + " (local)");
      }
    }
    list.put("has_more", false);
    list.set("first_id", data.path(0).path("id").deepCopy());
    list.set("last_id", data.path(data.size() - 1).path("id").deepCopy());
    if (data.isEmpty()) {
      list.putNull("first_id").putNull("last_id");
    }
    return list;
  }

  private static void entry(ArrayNode data, String id, String shown) {
    data.addObject()
        .put("type", "model")
        .put("id", id)
        .put("display_name", shown)
        .put("created_at", NO_DATE.toString());
  }
}
