package dev.hearth.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import okhttp3.Request;

/** How the probes are said in each protocol, and how an answer to one is known. */
enum ProbeDialect {
  OPENAI("/chat/completions", "max_tokens", "\"finish_reason\"", "[DONE]", "\"tool_calls\"") {
    @Override
    void ask(ObjectNode body, String text) {
      body.putArray("messages").addObject().put("role", "user").put("content", text);
    }

    @Override
    void offer(ObjectNode body, String name, String description, ObjectNode schema) {
      ObjectNode tool = body.putArray("tools").addObject().put("type", "function");
      tool.putObject("function")
          .put("name", name)
          .put("description", description)
          .set("parameters", schema);
    }
  },
  ANTHROPIC("/messages", "max_tokens", "\"stop_reason\"", "message_stop", "\"tool_use\"") {
    @Override
    void ask(ObjectNode body, String text) {
      OPENAI.ask(body, text);
    }

    @Override
    void offer(ObjectNode body, String name, String description, ObjectNode schema) {
      ObjectNode tool = body.putArray("tools").addObject();
      tool.put("name", name).put("description", description).set("input_schema", schema);
    }

    @Override
    void authorize(Request.Builder request, String key) {
      request.header("x-api-key", key).header("anthropic-version", "2023-06-01");
    }
  },
  RESPONSES(
      "/responses",
      "max_output_tokens",
      "\"output\"",
      "event: response.completed",
      "\"function_call\"") {
    @Override
    void ask(ObjectNode body, String text) {
      body.put("input", text).put("store", false);
    }

    @Override
    void offer(ObjectNode body, String name, String description, ObjectNode schema) {
      ObjectNode tool = body.putArray("tools").addObject().put("type", "function");
      tool.put("name", name).put("description", description).set("parameters", schema);
    }

    @Override
    boolean ended(String stream) {
      return super.ended(stream) || stream.contains("event: response.incomplete");
    }
  };

  private final String path;
  private final String limit;
  private final String wholeSign;
  private final String endSign;
  private final String callSign;

  ProbeDialect(String path, String limit, String wholeSign, String endSign, String callSign) {
    this.path = path;
    this.limit = limit;
    this.wholeSign = wholeSign;
    this.endSign = endSign;
    this.callSign = callSign;
  }

  /** The dialect of a client's data file. */
  static ProbeDialect of(String protocol) {
    return switch (protocol) {
      case "anthropic" -> ANTHROPIC;
      case "responses" -> RESPONSES;
      default -> OPENAI;
    };
  }

  abstract void ask(ObjectNode body, String text);

  abstract void offer(ObjectNode body, String name, String description, ObjectNode schema);

  void authorize(Request.Builder request, String key) {
    request.header("Authorization", "Bearer " + key);
  }

  /** The path behind the version. */
  String path() {
    return path;
  }

  /** The field that limits an answer. */
  String limit() {
    return limit;
  }

  /** What every whole answer contains. */
  String wholeSign() {
    return wholeSign;
  }

  /** Whether a stream came to its end; the short limit may have been that end. */
  boolean ended(String stream) {
    return stream.contains(endSign);
  }

  /** What an answer with a call contains. */
  String callSign() {
    return callSign;
  }
}
