package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.Optional;

/** One of the things a reply consists of, growing while it is written. */
sealed interface OutputItem {
  String id();

  /** The item as the client sees it. */
  ObjectNode node(String status);

  /** The item before it has any content. */
  ObjectNode empty();

  /** Visible prose. */
  record Words(String id, StringBuilder text) implements OutputItem {
    @Override
    public ObjectNode node(String status) {
      ObjectNode item = head("message", id, status);
      item.putArray("content").add(part(text.toString()));
      return item.put("role", "assistant");
    }

    @Override
    public ObjectNode empty() {
      ObjectNode item = head("message", id, "in_progress");
      item.putArray("content");
      return item.put("role", "assistant");
    }

    static ObjectNode part(String text) {
      ObjectNode part = Json.object().put("type", "output_text");
      part.putArray("annotations");
      part.putArray("logprobs");
      return part.put("text", text);
    }
  }

  /** Thinking, told as the summary of itself where that is all the client looks at. */
  record Thinking(String id, boolean summary, StringBuilder text) implements OutputItem {
    @Override
    public ObjectNode node(String status) {
      ObjectNode item = empty().put("status", status);
      item.withArray(summary ? "summary" : "content").add(part(text.toString()));
      return item;
    }

    @Override
    public ObjectNode empty() {
      ObjectNode item = head("reasoning", id, "in_progress");
      item.putArray("summary");
      if (!summary) {
        item.putArray("content");
      }
      return item;
    }

    ObjectNode part(String text) {
      return Json.object()
          .put("type", summary ? "summary_text" : "reasoning_text")
          .put("text", text);
    }
  }

  /** A call, in the words of the tool the client offered. */
  record Call(
      String id,
      String callId,
      OfferedTool.Kind kind,
      String namespace,
      String name,
      StringBuilder arguments)
      implements OutputItem {
    static Call of(String shownName, Optional<OfferedTool> tool, String token, String callId) {
      OfferedTool.Kind kind = tool.map(OfferedTool::kind).orElse(OfferedTool.Kind.FUNCTION);
      String prefix =
          switch (kind) {
            case FUNCTION -> "fc_";
            case CUSTOM -> "ctc_";
            case SEARCH -> "tsc_";
          };
      return new Call(
          prefix + token,
          callId,
          kind,
          tool.map(OfferedTool::namespace).orElse(""),
          tool.map(OfferedTool::name).orElse(shownName),
          new StringBuilder());
    }

    @Override
    public ObjectNode node(String status) {
      return switch (kind) {
        case FUNCTION -> named("function_call", status).put("arguments", argumentText());
        case CUSTOM -> named("custom_tool_call", status).put("input", input());
        case SEARCH -> search(status, Json.parse(arguments.toString()).orElseGet(Json::object));
      };
    }

    @Override
    public ObjectNode empty() {
      return switch (kind) {
        case FUNCTION -> named("function_call", "in_progress").put("arguments", "");
        case CUSTOM -> named("custom_tool_call", "in_progress").put("input", "");
        case SEARCH -> search("in_progress", Json.object());
      };
    }

    private ObjectNode named(String type, String status) {
      ObjectNode item = head(type, id, status).put("call_id", callId).put("name", name);
      return namespace.isEmpty() ? item : item.put("namespace", namespace);
    }

    private ObjectNode search(String status, JsonNode wanted) {
      ObjectNode item = head("tool_search_call", id, status).put("call_id", callId);
      return item.put("execution", "client").set("arguments", wanted);
    }

    String argumentText() {
      return arguments.isEmpty() ? "{}" : arguments.toString();
    }

    /** The free text out of the argument the model was shown for it. */
    String input() {
      JsonNode given = Json.parse(arguments.toString()).orElseGet(Json::object);
      JsonNode text = given.path(ToolBook.FREE_TEXT);
      return text.isTextual() ? text.textValue() : arguments.toString();
    }
  }

  private static ObjectNode head(String type, String id, String status) {
    return Json.object().put("id", id).put("type", type).put("status", status);
  }
}
