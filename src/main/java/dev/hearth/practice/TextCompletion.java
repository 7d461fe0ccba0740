package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Answers a plain completion request: a fixed text, cut to the asked length. */
final class TextCompletion {
  private static final String TEXT =
      " … and so the practice model, which is only a script, completed the text.";

  private final JsonNode body;
  private final Meter meter;
  private final List<String> tokens;
  private final String reason;
  private final ObjectNode common = Json.object();

  TextCompletion(JsonNode body, String id, long created) {
    if (!body.has("prompt")) {
      throw ApiError.badRequest("\"prompt\" must be provided");
    }
    this.body = body;
    this.meter = new Meter(Tokens.count(body.get("prompt").asText("")));
    List<String> all = Tokens.split(TEXT);
    int limit = body.path("max_tokens").asInt(body.path("n_predict").asInt(-1));
    boolean cut = limit >= 0 && limit < all.size();
    this.tokens = cut ? all.subList(0, limit) : all;
    this.reason = cut ? "length" : "stop";
    common.put("created", created).put("model", Listings.MODEL);
    common.put("system_fingerprint", Listings.BUILD).put("object", "text_completion");
    common.put("id", id);
    meter.processed(meter.promptTokens());
  }

  void writeTo(HttpServerResponse response) {
    if (!body.path("stream").asBoolean(false)) {
      tokens.forEach(token -> meter.token());
      response.putHeader("Content-Type", "application/json; charset=utf-8");
      response.end(Json.text(chunk(String.join("", tokens), reason, true)));
      return;
    }
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    for (String token : tokens) {
      meter.token();
      response.write("data: " + chunk(token, null, false) + "\n\n");
    }
    response.write("data: " + chunk("", reason, true) + "\n\n");
    response.end("data: [DONE]\n\n");
  }

  private ObjectNode chunk(String text, String finishReason, boolean last) {
    ObjectNode chunk = Json.object();
    ObjectNode choice = chunk.putArray("choices").addObject();
    choice.put("text", text).put("index", 0).putNull("logprobs");
    choice.put("finish_reason", finishReason);
    chunk.setAll(common);
    if (last) {
      chunk.set("usage", meter.usage());
      chunk.set("timings", meter.timings());
    }
    return chunk;
  }
}
