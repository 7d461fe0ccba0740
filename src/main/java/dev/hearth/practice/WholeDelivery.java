package dev.hearth.practice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/** A reply as one JSON document, field for field as llama-server sends it. */
final class WholeDelivery implements Delivery {
  private static final byte[] NO_UTF8 = {
    '{', '"', (byte) 0xC3, 0x28, (byte) 0xFF, '"', ':', '1', '}'
  };

  private final HttpServerResponse response;
  private final ChatRequest request;
  private final Meter meter;
  private final String id;
  private final long created;
  private final StringBuilder content = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final List<Call> calls = new ArrayList<>();

  private record Call(String id, String name, StringBuilder arguments) {}

  WholeDelivery(
      HttpServerResponse response, ChatRequest request, Meter meter, String id, long created) {
    this.response = response;
    this.request = request;
    this.meter = meter;
    this.id = id;
    this.created = created;
  }

  @Override
  public void progress() {}

  @Override
  public void token(Beat.Token token) {
    switch (token) {
      case Beat.Say say -> content.append(say.text());
      case Beat.Think think -> reasoning.append(think.text());
      case Beat.CallOpen open ->
          calls.add(new Call(open.id(), open.name(), new StringBuilder(open.text())));
      case Beat.CallMore more -> calls.get(more.index()).arguments().append(more.text());
    }
  }

  @Override
  public boolean noise(Beat.Noise.Kind kind) {
    switch (kind) {
      case BROKEN_JSON -> end(200, Buffer.buffer("{\"choices\":[{\"finish_reason\":\"st"));
      case INVALID_UTF8 -> end(200, Buffer.buffer(NO_UTF8));
      case ERROR_EVENT -> {
        ApiError error = ApiError.of(500, "server_error", "The practice server failed as asked");
        end(error.status(), Buffer.buffer(error.body()));
      }
    }
    return false;
  }

  @Override
  public void finish(String reason) {
    ObjectNode body = Json.object();
    ArrayNode choices = body.putArray("choices");
    for (int i = 0; i < request.choices(); i++) {
      ObjectNode choice = choices.addObject();
      choice.put("finish_reason", reason).put("index", i).set("message", message());
    }
    body.put("created", created).put("model", Listings.MODEL);
    body.put("system_fingerprint", Listings.BUILD).put("object", "chat.completion");
    body.set("usage", meter.usage());
    body.put("id", id);
    body.set("timings", meter.timings());
    end(200, Buffer.buffer(Json.bytes(body)));
  }

  private ObjectNode message() {
    ObjectNode message = Json.object();
    message.put("role", "assistant").put("content", content.toString());
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty()) {
      ArrayNode list = message.putArray("tool_calls");
      for (Call call : calls) {
        ObjectNode node = list.addObject();
        node.put("type", "function");
        node.putObject("function")
            .put("name", call.name())
            .put("arguments", call.arguments().toString());
        node.put("id", call.id());
      }
    }
    return message;
  }

  private void end(int status, Buffer body) {
    response.setStatusCode(status);
    response.putHeader("Content-Type", "application/json; charset=utf-8");
    response.end(body);
  }
}
