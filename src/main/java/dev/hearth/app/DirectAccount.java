package dev.hearth.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.EventSink;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.Stamp;
import dev.hearth.traffic.replay.ReplayRequest;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.Usage;
import dev.hearth.wire.sse.SseEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import okhttp3.Response;

/** Tells what happens to a request that goes past the proxy, in the proxy's own words. */
final class DirectAccount {
  private static final Caller SELF = new Caller("Hearth replay", "hearth", "127.0.0.1", "");

  private final EventSink sink;
  private final Instant time;
  private final long start = System.nanoTime();
  private final String id;
  private int events;
  private boolean begun;
  private String model = "";
  private String finish = "";
  private Usage usage = Usage.NONE;

  DirectAccount(EventSink sink, Clock clock, ReplayRequest request, String url) {
    this.sink = sink;
    this.time = clock.instant();
    this.id = "direct_" + Long.toString(time.toEpochMilli(), 36) + "_" + UUID.randomUUID();
    Payload body = Payload.json(request.body());
    JsonNode json = Json.parse(request.body()).orElse(Json.object());
    List<Header> headers = request.headers();
    sink.publish(
        new Event.Received(
            at(0),
            time,
            SELF,
            protocol(request.path()),
            request.method(),
            request.path(),
            headers));
    sink.publish(
        new Event.Understood(
            at(0),
            json.path("model").asText(""),
            json.path("stream").asBoolean(false),
            tools(json),
            json.path("messages").size(),
            false,
            body));
    sink.publish(new Event.SentUpstream(at(1), url, headers, body));
  }

  String id() {
    return id;
  }

  private Stamp at(int attempt) {
    return new Stamp(id, attempt, System.nanoTime() - start);
  }

  private static Protocol protocol(String path) {
    if (path.contains("/messages")) {
      return Protocol.ANTHROPIC;
    }
    return path.contains("/responses") ? Protocol.RESPONSES : Protocol.OPENAI;
  }

  private static List<String> tools(JsonNode body) {
    List<String> names = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      names.add(tool.path("function").path("name").asText(tool.path("name").asText("")));
    }
    return names;
  }

  void answered(Response response) {
    List<Header> headers = new ArrayList<>();
    response.headers().forEach(h -> headers.add(new Header(h.getFirst(), h.getSecond())));
    sink.publish(new Event.UpstreamAnswered(at(1), response.code(), headers));
    sink.publish(new Event.Answered(at(1), response.code(), headers, Payload.NONE));
  }

  void event(SseEvent event) {
    if (!begun) {
      begun = true;
      sink.publish(new Event.FirstToken(at(1)));
    }
    sink.publish(new Event.BackendEvent(at(1), ++events, event.type(), event.data()));
    Json.parse(event.data()).ifPresent(this::read);
  }

  void whole(int status, String type, byte[] body) {
    sink.publish(new Event.BackendBody(at(1), new Payload(body, type, body.length)));
    sink.publish(
        new Event.Answered(at(1), status, List.of(), new Payload(body, type, body.length)));
    JsonNode json = Json.parse(body).orElse(Json.object());
    read(json);
    if (status >= 400) {
      String why = json.path("error").path("message").asText("The server answered " + status + ".");
      sink.publish(new Event.Failed(at(1), status, "upstream", why));
    } else {
      streamed();
    }
  }

  /** Facts stand in different places of the dialects; each is taken where it is found. */
  private void read(JsonNode json) {
    JsonNode message = json.has("message") ? json.path("message") : json;
    model = model.isEmpty() ? message.path("model").asText("") : model;
    JsonNode stop = json.path("choices").path(0).path("finish_reason");
    if (!stop.isTextual()) {
      stop = json.path("delta").path("stop_reason");
    }
    if (!stop.isTextual()) {
      stop = json.path("stop_reason");
    }
    finish = stop.asText(finish).equals("null") ? finish : stop.asText(finish);
    JsonNode counts = json.has("usage") ? json.path("usage") : message.path("usage");
    if (counts.isObject()) {
      usage =
          new Usage(
              counts
                  .path("prompt_tokens")
                  .asLong(counts.path("input_tokens").asLong(usage.prompt())),
              counts
                  .path("completion_tokens")
                  .asLong(counts.path("output_tokens").asLong(usage.completion())),
              usage.cached(),
              usage.cacheWritten());
    }
  }

  void streamed() {
    sink.publish(new Event.Finished(at(1), model, finish, usage, 0));
  }

  void broke(boolean calledOff, IOException e) {
    if (calledOff) {
      sink.publish(new Event.Cancelled(at(1), "you"));
    } else {
      String why = e.getMessage() == null ? "The connection broke." : e.getMessage();
      sink.publish(new Event.Failed(at(1), 502, "unreachable", why));
    }
  }
}
