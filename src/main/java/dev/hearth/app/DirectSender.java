package dev.hearth.app;

import dev.hearth.traffic.EventSink;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.replay.ReplayRequest;
import dev.hearth.traffic.replay.ReplaySender;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.sse.SseParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends a replay to a server that is not Hearth's, without the guard, and tells of it. */
final class DirectSender implements ReplaySender {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int BUFFER = 8192;

  private final URI server;
  private final String key;
  private final Call.Factory http;
  private final EventSink sink;
  private final Clock clock;

  /**
   * @param server its address, with the path before {@code /v1} if it has one
   * @param key sent as a bearer, and never told
   */
  DirectSender(URI server, String key, Call.Factory http, EventSink sink, Clock clock) {
    this.server = server;
    this.key = key;
    this.http = http;
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public String send(ReplayRequest request) throws IOException {
    String url = server.toString().replaceFirst("/(v1/?)?$", "") + request.path();
    DirectAccount account = new DirectAccount(sink, clock, request, url);
    Request.Builder builder = new Request.Builder().url(url);
    for (Header header : request.headers()) {
      builder.header(header.name(), header.value());
    }
    if (!key.isEmpty()) {
      builder.header("Authorization", "Bearer " + key);
    }
    boolean bodiless = request.method().equals("GET") || request.method().equals("HEAD");
    builder.method(request.method(), bodiless ? null : RequestBody.create(request.body(), JSON));
    try (Response response = http.newCall(builder.build()).execute()) {
      account.answered(response);
      read(response, account);
    } catch (IOException e) {
      account.broke(Thread.currentThread().isInterrupted(), e);
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
    return account.id();
  }

  private static void read(Response response, DirectAccount account) throws IOException {
    String type = response.header("Content-Type", "");
    if (!type.startsWith("text/event-stream")) {
      account.whole(response.code(), type, response.body().bytes());
      return;
    }
    SseParser parser = new SseParser();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = response.body().byteStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        parser.feed(buffer, 0, n, account::event);
      }
      parser.end().ifPresent(account::event);
    } catch (MalformedReply e) {
      throw new IOException(e.getMessage(), e);
    }
    account.streamed();
  }
}
