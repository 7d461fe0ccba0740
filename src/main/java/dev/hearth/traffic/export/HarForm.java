package dev.hearth.traffic.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.codec.ExchangeJson;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.traffic.exchange.Timings;
import dev.hearth.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * HTTP archive 1.2. What the archive has no field for stands under names that begin with an
 * underscore, as its rules allow: the events of a stream with their times, and the attempts.
 */
final class HarForm implements Form {
  @Override
  public String head() {
    return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"Hearth\",\"version\":\"1\"},"
        + "\"entries\":[\n";
  }

  @Override
  public String between() {
    return ",\n";
  }

  @Override
  public String tail() {
    return "\n]}}\n";
  }

  @Override
  public Optional<String> one(Exchange exchange) {
    ExchangeSummary s = exchange.summary();
    ObjectNode entry = Json.object();
    entry.put("startedDateTime", s.time().toString());
    entry.put("time", millis(s.timings().total()));
    entry.set("request", request(exchange));
    entry.set("response", response(exchange));
    entry.putObject("cache");
    entry.set("timings", timings(s.timings()));
    entry.set("_hearth", whole(exchange));
    return Optional.of(Json.text(entry));
  }

  /** All the archive cannot say; what it can is not said twice. */
  private static ObjectNode whole(Exchange exchange) {
    ObjectNode whole = ExchangeJson.inline().write(exchange);
    whole.remove("request");
    ((ObjectNode) whole.path("answer")).remove(List.of("body", "events"));
    return whole;
  }

  private static ObjectNode request(Exchange exchange) {
    String url = Addresses.url(exchange);
    ObjectNode node = Json.object();
    node.put("method", exchange.summary().method());
    node.put("url", url);
    node.put("httpVersion", "HTTP/1.1");
    node.putArray("cookies");
    node.set("headers", headers(exchange.headers()));
    node.set("queryString", query(url));
    Payload body = exchange.request();
    if (!body.none()) {
      ObjectNode data = node.putObject("postData");
      data.put("mimeType", body.contentType());
      data.putArray("params");
      data.put("text", body.text());
      if (!isText(body)) {
        data.put("_base64", Base64.getEncoder().encodeToString(body.bytes()));
      }
    }
    node.put("headersSize", -1);
    node.put("bodySize", body.fullSize());
    return node;
  }

  private static ObjectNode response(Exchange exchange) {
    Answer answer = exchange.answer();
    ObjectNode node = Json.object();
    node.put("status", exchange.summary().status());
    node.put("statusText", "");
    node.put("httpVersion", "HTTP/1.1");
    node.putArray("cookies");
    node.set("headers", headers(answer.headers()));
    node.set("content", content(answer));
    node.put("redirectURL", "");
    node.put("headersSize", -1);
    node.put("bodySize", -1);
    if (!exchange.summary().failure().none()) {
      node.put("_error", exchange.summary().failure().message());
    }
    if (!answer.events().isEmpty()) {
      ArrayNode events = node.putArray("_sseEvents");
      for (StreamEvent event : answer.events()) {
        events
            .addObject()
            .put("number", event.number())
            .put("time", millis(event.nanos()))
            .put("_nanos", event.nanos())
            .put("type", event.type())
            .put("data", event.data());
      }
    }
    return node;
  }

  private static ObjectNode content(Answer answer) {
    ObjectNode content = Json.object();
    Payload body = answer.body();
    if (body.none()) {
      String stream = stream(answer.events());
      content.put("size", stream.getBytes(StandardCharsets.UTF_8).length);
      content.put("mimeType", "text/event-stream");
      return content.put("text", stream);
    }
    content.put("size", body.fullSize());
    content.put("mimeType", body.contentType());
    if (isText(body)) {
      return content.put("text", body.text());
    }
    content.put("text", Base64.getEncoder().encodeToString(body.bytes()));
    return content.put("encoding", "base64");
  }

  /** The stream as it went over the wire. */
  private static String stream(List<StreamEvent> events) {
    StringBuilder text = new StringBuilder();
    for (StreamEvent event : events) {
      if (!event.type().isEmpty()) {
        text.append("event: ").append(event.type()).append('\n');
      }
      event.data().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
      text.append('\n');
    }
    return text.toString();
  }

  private static boolean isText(Payload body) {
    return Arrays.equals(body.text().getBytes(StandardCharsets.UTF_8), body.bytes());
  }

  private static ArrayNode headers(List<Header> headers) {
    ArrayNode array = Json.array();
    headers.forEach(h -> array.addObject().put("name", h.name()).put("value", h.value()));
    return array;
  }

  private static ArrayNode query(String url) {
    ArrayNode array = Json.array();
    int mark = url.indexOf('?');
    if (mark >= 0) {
      for (String pair : url.substring(mark + 1).split("&")) {
        String[] parts = pair.split("=", 2);
        array
            .addObject()
            .put("name", decoded(parts[0]))
            .put("value", decoded(parts.length > 1 ? parts[1] : ""));
      }
    }
    return array;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** The archive knows waiting and receiving; where a stretch has no name it counts as waiting. */
  private static ObjectNode timings(Timings t) {
    return Json.object()
        .put("blocked", millis(t.queued() + t.waiting()))
        .put("dns", -1)
        .put("connect", -1)
        .put("ssl", -1)
        .put("send", millis(t.reading()))
        .put("wait", millis(t.prefill() + t.retrying()))
        .put("receive", millis(t.streaming() + t.held()));
  }

  private static double millis(long nanos) {
    return nanos / 1_000 / 1e3;
  }
}
