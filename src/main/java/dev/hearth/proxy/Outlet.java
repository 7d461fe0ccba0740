package dev.hearth.proxy;

import dev.hearth.backend.BackendReply;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.insight.PrometheusText;
import dev.hearth.wire.sse.SseWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The way from an exchange to its client: sends, and tells what was sent. */
final class Outlet implements Face.EventOut {
  private final Exchange exchange;
  private final ClientReply reply;
  private final Face face;
  private final Map<String, String> common;
  private final Pace pace;
  private final BooleanSupplier requestUnread;
  private volatile boolean streaming;
  private volatile Face.Failing failing;
  private int events;

  /**
   * @param common headers of every reply
   * @param requestUnread whether the client is still sending its request
   */
  Outlet(
      Exchange exchange,
      ClientReply reply,
      Face face,
      Map<String, String> common,
      Pace pace,
      BooleanSupplier requestUnread) {
    this.exchange = exchange;
    this.reply = reply;
    this.face = face;
    this.common = common;
    this.pace = pace;
    this.requestUnread = requestUnread;
    this.failing = face::errorEvent;
  }

  /** The client wants a stream; from now on it gets signs of life. */
  void streaming() {
    streaming = true;
  }

  /** From now on errors inside the stream are told by who writes the reply. */
  void failing(Face.Failing teller) {
    failing = teller;
  }

  private Map<String, String> headers(Map<String, String> own) {
    Map<String, String> all = new LinkedHashMap<>(common);
    all.put("X-Hearth-Exchange", exchange.id());
    all.putAll(own);
    return all;
  }

  private void openStream() {
    if (!reply.opened()) {
      Map<String, String> headers =
          headers(
              Map.of(
                  "Content-Type",
                  "text/event-stream; charset=utf-8",
                  "Cache-Control",
                  "no-cache",
                  "X-Accel-Buffering",
                  "no"));
      if (reply.open(200, headers)) {
        answered(200, headers, Payload.NONE);
      }
    }
  }

  @Override
  public void event(String type, String data) throws Cancelled {
    openStream();
    reply.write(SseWriter.event(type, data));
    int number = ++events;
    if (exchange.detailed()) {
      exchange.tell(at -> new Event.ClientEvent(at, number, type, data));
    }
  }

  /** Events that are read together go out together, until it is closed. */
  interface Gathering extends AutoCloseable {
    @Override
    void close();
  }

  /** Holds events back while more of what the backend has sent is at hand. */
  Gathering gatheringFrom(BackendReply source) {
    if (!source.beforeWaiting(reply::flush)) {
      return () -> {};
    }
    reply.gather(true);
    return () -> reply.gather(false);
  }

  /** The next events are the stream's last ones; they go out together with its end. */
  void finishing() {
    reply.finishing();
  }

  void endStream() {
    reply.end();
  }

  /** Sends a reply without a body. */
  void empty(int status, Map<String, String> more) throws Cancelled {
    Map<String, String> headers = headers(more);
    if (!reply.whole(status, headers, new byte[0], true)) {
      throw new Cancelled();
    }
    answered(status, headers, Payload.NONE);
  }

  /** Sends a complete reply. */
  void whole(byte[] json) throws Cancelled {
    whole(200, "application/json; charset=utf-8", json, Map.of());
  }

  /** Sends a page for Prometheus. */
  void metrics(String text) throws Cancelled {
    whole(
        200,
        PrometheusText.CONTENT_TYPE,
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        Map.of());
  }

  private void whole(int status, String type, byte[] body, Map<String, String> more)
      throws Cancelled {
    Map<String, String> headers = headers(more);
    headers.put("Content-Type", type);
    if (requestUnread.getAsBoolean()) {
      // What is still to come is not wanted and cannot be told from a next request.
      headers.put("Connection", "close");
    }
    if (!reply.whole(status, headers, body, exchange.head().isHead())) {
      throw new Cancelled();
    }
    answered(status, headers, new Payload(body, type, body.length));
  }

  /** Begins a stream that is not part of an exchange. */
  void openFeed(byte[] greeting) throws Cancelled {
    streaming = true;
    openStream();
    reply.write(greeting);
  }

  /** Sends an event of such a stream. */
  void feed(byte[] event) throws Cancelled {
    reply.write(event);
  }

  /** Begins a body that follows in pieces, whatever it is. */
  void open(int status, Map<String, String> more) {
    Map<String, String> headers = headers(more);
    if (reply.open(status, headers)) {
      answered(status, headers, Payload.NONE);
    }
  }

  /** Sends a piece of such a body. */
  void bytes(byte[] buffer, int count) throws Cancelled {
    reply.write(buffer, 0, count);
  }

  /** Tells the client what is wrong: with a status while that is possible, else in the stream. */
  void refuse(Refusal refusal) throws Cancelled {
    exchange.tell(
        at ->
            new Event.Failed(
                at,
                refusal.status(),
                refusal.contextExceeded() ? "context_length_exceeded" : "",
                refusal.getMessage()));
    boolean inStream = streaming && face.toldInStream(refusal);
    if (!reply.opened() && !inStream) {
      try {
        whole(
            refusal.status(),
            "application/json; charset=utf-8",
            face.error(refusal),
            refusal.headers());
        return;
      } catch (Cancelled raced) {
        exchange.cancellation().check();
      }
    }
    if (streaming) {
      failing.tell(refusal, this);
      reply.end();
    } else {
      reply.cut();
    }
  }

  private void answered(int status, Map<String, String> headers, Payload body) {
    List<Map.Entry<String, String>> lines = List.copyOf(headers.entrySet());
    exchange.tell(at -> new Event.Answered(at, status, HeaderBag.masked(lines), body));
  }

  /** Is called now and then: keeps a silent stream alive. */
  void tick(long now) {
    if (!streaming) {
      return;
    }
    long silent = reply.silentNanos(now);
    boolean opened = reply.opened();
    if (!opened && silent > pace.headGrace().toNanos()) {
      openStream();
      reply.tryWrite(face.signOfLife());
      reply.flush();
    } else if (opened && silent > pace.keepAlive().toNanos()) {
      reply.tryWrite(face.signOfLife());
    }
  }

  /** Breaks the connection off, so that a half reply does not seem whole. */
  void cut() {
    reply.cut();
  }

  /** Waits until the client has everything. */
  boolean delivered() {
    return reply.awaitEnd();
  }
}
