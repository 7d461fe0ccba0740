package dev.hearth.traffic.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.codec.ExchangeJson;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.Asked;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Failure;
import dev.hearth.traffic.exchange.Origin;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.traffic.exchange.Timings;
import dev.hearth.traffic.exchange.Turns;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Reads the entries of an HTTP archive: Hearth's own without loss, others as far as they tell. */
final class HarEntries {
  private HarEntries() {}

  static Exchange read(JsonNode entry) {
    JsonNode whole = entry.path("_hearth");
    return whole.isObject() ? own(entry, (ObjectNode) whole.deepCopy()) : foreign(entry);
  }

  private static Exchange own(JsonNode entry, ObjectNode whole) {
    Exchange bare = ExchangeJson.inline().read(whole);
    Answer answer = bare.answer();
    List<StreamEvent> events = new ArrayList<>();
    for (JsonNode e : entry.path("response").path("_sseEvents")) {
      events.add(
          new StreamEvent(
              e.path("number").asInt(),
              e.path("_nanos").asLong(),
              e.path("type").asText(""),
              e.path("data").asText("")));
    }
    Payload body = content(entry.path("response").path("content"));
    boolean streamed = body.contentType().equals("text/event-stream");
    return new Exchange(
        bare.summary(),
        bare.headers(),
        posted(entry.path("request")),
        bare.attempts(),
        new Answer(
            answer.at(),
            answer.status(),
            answer.headers(),
            streamed ? Payload.NONE : body,
            events,
            answer.eventsCut()),
        bare.notes(),
        bare.said());
  }

  private static Payload posted(JsonNode request) {
    JsonNode data = request.path("postData");
    if (data.isMissingNode()) {
      return Payload.NONE;
    }
    byte[] bytes =
        data.has("_base64")
            ? Base64.getDecoder().decode(data.path("_base64").asText())
            : data.path("text").asText("").getBytes(StandardCharsets.UTF_8);
    return new Payload(
        bytes,
        data.path("mimeType").asText(""),
        Math.max(bytes.length, request.path("bodySize").asLong()));
  }

  private static Payload content(JsonNode content) {
    String text = content.path("text").asText("");
    byte[] bytes =
        content.path("encoding").asText("").equals("base64")
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    return new Payload(
        bytes,
        content.path("mimeType").asText(""),
        Math.max(bytes.length, content.path("size").asLong()));
  }

  private static Exchange foreign(JsonNode entry) {
    JsonNode request = entry.path("request");
    JsonNode response = entry.path("response");
    Payload body = posted(request);
    Payload content = content(response.path("content"));
    long total = (long) (entry.path("time").asDouble() * 1e6);
    boolean streamed = content.contentType().startsWith("text/event-stream");
    List<StreamEvent> events = streamed ? SseText.events(content.text(), total) : List.of();
    Answer answer =
        new Answer(
            total,
            response.path("status").asInt(),
            headers(response.path("headers")),
            streamed ? Payload.NONE : content,
            events,
            0);
    Exchange bare =
        new Exchange(
            summary(entry, body, total),
            headers(request.path("headers")),
            body,
            List.of(),
            answer,
            List.of(),
            Turns.said(Turns.of(body).latest()));
    return withOutcome(bare, total);
  }

  /** The reply as one unjudged attempt, so that searching and comparing find it. */
  private static Exchange withOutcome(Exchange bare, long total) {
    Outcome outcome = Outcome.of(bare);
    if (outcome.empty()) {
      return bare;
    }
    Attempt attempt = Attempts.unjudged(bare, outcome, total);
    List<String> called = outcome.calls().stream().map(ToolCall::name).toList();
    return new Exchange(
        bare.summary().having(1, called),
        bare.headers(),
        bare.request(),
        List.of(attempt),
        bare.answer(),
        bare.notes(),
        bare.said());
  }

  private static ExchangeSummary summary(JsonNode entry, Payload body, long total) {
    JsonNode request = entry.path("request");
    String url = request.path("url").asText("");
    Instant time = OffsetDateTime.parse(entry.path("startedDateTime").asText()).toInstant();
    int status = entry.path("response").path("status").asInt();
    List<Header> headers = headers(request.path("headers"));
    String agent = Attempts.header(headers, "user-agent");
    JsonNode asked = Json.parse(body.bytes()).orElse(Json.object());
    boolean anthropic = url.contains("/v1/messages");
    return new ExchangeSummary(
        id(entry),
        time,
        "",
        new Caller(agent.split("[/ ]")[0], agent, "", ""),
        anthropic ? Protocol.ANTHROPIC : Protocol.OPENAI,
        request.path("method").asText(""),
        url,
        new Asked(
            asked.path("model").asText(""),
            asked.path("stream").asBoolean(),
            false,
            Attempts.toolNames(asked),
            Turns.of(asked).messages().size(),
            body.fullSize()),
        status >= 400 || status == 0 ? Phase.FAILED : Phase.DONE,
        status,
        "",
        "",
        Usage.NONE,
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        Attempt.UNKNOWN,
        0,
        new Timings(0, 0, 0, 0, 0, 0, 0, total),
        status >= 400 ? new Failure("http", "HTTP status " + status) : Failure.NONE,
        Origin.IMPORT,
        "",
        false,
        0);
  }

  /** The same entry imported twice is the same exchange. */
  private static String id(JsonNode entry) {
    byte[] text = Json.bytes(entry);
    return "har-" + UUID.nameUUIDFromBytes(text);
  }

  private static List<Header> headers(JsonNode array) {
    List<Header> headers = new ArrayList<>();
    array.forEach(
        h -> headers.add(new Header(h.path("name").asText(""), h.path("value").asText(""))));
    return headers;
  }
}
