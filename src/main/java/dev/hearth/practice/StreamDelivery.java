package dev.hearth.practice;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** A reply as server-sent events, chunk for chunk as llama-server sends them. */
final class StreamDelivery implements Delivery {
  private static final byte[] NO_UTF8 = {(byte) 0xC3, 0x28, (byte) 0xFF};
  private static final String ROLE = "{\"role\":\"assistant\",\"content\":null}";

  private final HttpServerResponse response;
  private final ChatRequest request;
  private final Meter meter;
  private final String tail;
  private boolean roleSent;

  StreamDelivery(
      HttpServerResponse response, ChatRequest request, Meter meter, String id, long created) {
    this.response = response;
    this.request = request;
    this.meter = meter;
    this.tail =
        ",\"created\":%d,\"id\":\"%s\",\"model\":\"%s\",\"system_fingerprint\":\"%s\""
                .formatted(created, id, Listings.MODEL, Listings.BUILD)
            + ",\"object\":\"chat.completion.chunk\"";
  }

  @Override
  public void progress() {
    if (request.progress()) {
      send(choice(ROLE, "null"), perToken() + ",\"prompt_progress\":" + meter.progress());
    }
  }

  @Override
  public void token(Beat.Token token) {
    sendRole();
    send(choice(delta(token), "null"), perToken());
  }

  @Override
  public boolean noise(Beat.Noise.Kind kind) {
    sendRole();
    switch (kind) {
      case BROKEN_JSON ->
          write(Buffer.buffer("data: {\"choices\":[{\"finish_reason\":null,\"ind\n\n"));
      case INVALID_UTF8 -> {
        String[] around = choice("{\"content\":\"@\"}", "null").split("@", 2);
        write(
            Buffer.buffer("data: {" + around[0])
                .appendBytes(NO_UTF8)
                .appendString(around[1] + tail + "}\n\n"));
      }
      case ERROR_EVENT -> {
        ApiError error = ApiError.of(500, "server_error", "The practice server failed as asked");
        write(Buffer.buffer("data: ").appendBytes(error.body()).appendString("\n\n"));
        response.end();
        return false;
      }
    }
    return true;
  }

  @Override
  public void finish(String reason) {
    sendRole();
    String timings = ",\"timings\":" + meter.timings();
    String ended = choice("{}", '"' + reason + '"');
    if (request.includeUsage()) {
      send(ended, perToken());
      send("\"choices\":[]", ",\"usage\":" + meter.usage() + timings);
    } else {
      send(ended, timings);
    }
    write(Buffer.buffer("data: [DONE]\n\n"));
    response.end();
  }

  private void sendRole() {
    if (!roleSent) {
      roleSent = true;
      send(choice(ROLE, "null"), "");
    }
  }

  private String perToken() {
    return request.timingsPerToken() ? ",\"timings\":" + meter.timings() : "";
  }

  private static String delta(Beat.Token token) {
    return switch (token) {
      case Beat.Say say -> "{\"content\":" + quoted(say.text()) + "}";
      case Beat.Think think -> "{\"reasoning_content\":" + quoted(think.text()) + "}";
      case Beat.CallOpen open ->
          "{\"tool_calls\":[{\"index\":%d,\"id\":%s,\"type\":\"function\",\"function\":"
                  .formatted(open.index(), quoted(open.id()))
              + "{\"name\":%s,\"arguments\":%s}}]}"
                  .formatted(quoted(open.name()), quoted(open.text()));
      case Beat.CallMore more ->
          "{\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":%s}}]}"
              .formatted(more.index(), quoted(more.text()));
    };
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static String choice(String delta, String reason) {
    return "\"choices\":[{\"finish_reason\":" + reason + ",\"index\":0,\"delta\":" + delta + "}]";
  }

  private void send(String choices, String extras) {
    String event = "data: {" + choices + tail + extras + "}\n\n";
    write(Buffer.buffer(event.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(Buffer bytes) {
    if (!response.headWritten()) {
      response.setChunked(true);
      response.putHeader("Content-Type", "text/event-stream");
      response.putHeader("X-Accel-Buffering", "no");
    }
    response.write(bytes);
  }
}
