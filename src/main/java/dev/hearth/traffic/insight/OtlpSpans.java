package dev.hearth.traffic.insight;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ToolCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Exchanges as OTLP spans under the GenAI conventions: one span for what the client asked, a child
 * for each attempt and one for each tool call in the reply. No prompt and no reply is in them.
 */
public final class OtlpSpans {
  private static final int INTERNAL = 1;
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int ERROR = 2;

  private final String version;

  /**
   * @param version Hearth's version, told to the collector
   */
  public OtlpSpans(String version) {
    this.version = version;
  }

  /** An ExportTraceServiceRequest in OTLP's JSON form. */
  public ObjectNode request(List<Exchange> exchanges) {
    ObjectNode request = Json.object();
    ObjectNode resource = request.putArray("resourceSpans").addObject();
    ArrayNode about = resource.putObject("resource").putArray("attributes");
    text(about, "service.name", "hearth");
    text(about, "service.version", version);
    ObjectNode scope = resource.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "dev.hearth.traffic").put("version", version);
    ArrayNode spans = scope.putArray("spans");
    exchanges.forEach(exchange -> add(exchange, spans));
    return request;
  }

  private static void add(Exchange exchange, ArrayNode spans) {
    ExchangeSummary s = exchange.summary();
    String trace = hex(s.id(), 16);
    String root = hex(s.id() + "/exchange", 8);
    String operation = s.path().contains("embeddings") ? "embeddings" : "chat";
    ObjectNode span = span(spans, trace, root, "", operation + " " + s.model(), SERVER);
    times(span, s.time(), 0, s.timings().total());
    ArrayNode attributes = span.putArray("attributes");
    text(attributes, "gen_ai.operation.name", operation);
    text(attributes, "gen_ai.provider.name", provider(s.protocol()));
    text(attributes, "gen_ai.request.model", s.asked().model());
    text(attributes, "gen_ai.response.model", s.modelAnswered());
    text(attributes, "gen_ai.conversation.id", s.conversation());
    number(attributes, "gen_ai.usage.input_tokens", s.usage().prompt());
    number(attributes, "gen_ai.usage.output_tokens", s.usage().completion());
    if (!s.finish().isEmpty()) {
      attributes
          .addObject()
          .put("key", "gen_ai.response.finish_reasons")
          .putObject("value")
          .putObject("arrayValue")
          .putArray("values")
          .addObject()
          .put("stringValue", s.finish());
    }
    text(attributes, "http.request.method", s.method());
    text(attributes, "url.path", s.path());
    number(attributes, "http.response.status_code", s.status());
    text(attributes, "user_agent.original", s.caller().userAgent());
    text(attributes, "hearth.client", s.caller().client());
    number(attributes, "hearth.attempts", s.attempts());
    text(attributes, "hearth.verdict", s.verdict().name().toLowerCase(Locale.ROOT));
    if (s.ttftNanos() != Attempt.UNKNOWN) {
      real(attributes, "gen_ai.server.time_to_first_token", s.ttftNanos() / 1e9);
    }
    status(span, attributes, s);
    exchange.attempts().forEach(a -> attempt(a, s, trace, root, spans));
    calls(exchange, trace, root, spans);
  }

  private static String provider(Protocol protocol) {
    return switch (protocol) {
      case OPENAI, RESPONSES -> "openai";
      case ANTHROPIC -> "anthropic";
    };
  }

  private static void status(ObjectNode span, ArrayNode attributes, ExchangeSummary s) {
    ObjectNode status = span.putObject("status");
    if (s.phase() != Phase.DONE || s.status() >= 400) {
      status.put("code", ERROR).put("message", s.failure().message());
      text(
          attributes,
          "error.type",
          s.failure().type().isEmpty() ? String.valueOf(s.status()) : s.failure().type());
    }
  }

  private static void attempt(
      Attempt a, ExchangeSummary s, String trace, String root, ArrayNode spans) {
    ObjectNode span =
        span(
            spans, trace, hex(s.id() + "/" + a.number(), 8), root, "attempt " + a.number(), CLIENT);
    long end = a.endedAt() == Attempt.UNKNOWN ? s.timings().total() : a.endedAt();
    times(span, s.time(), Math.max(0, a.sentAt()), end);
    ArrayNode attributes = span.putArray("attributes");
    text(attributes, "gen_ai.operation.name", "chat");
    text(attributes, "gen_ai.request.model", s.model());
    text(attributes, "url.full", a.url());
    number(attributes, "http.response.status_code", a.status());
    number(attributes, "hearth.attempt", a.number());
    Verdict verdict = a.judgement().verdict();
    text(attributes, "hearth.verdict", verdict.name().toLowerCase(Locale.ROOT));
    a.judgement().findings().stream()
        .findFirst()
        .ifPresent(f -> text(attributes, "hearth.rule", f.rule()));
    ObjectNode status = span.putObject("status");
    if (verdict == Verdict.NUDGED || verdict == Verdict.GAVE_UP || a.status() >= 400) {
      status.put("code", ERROR);
    }
  }

  private static void calls(Exchange exchange, String trace, String root, ArrayNode spans) {
    ExchangeSummary s = exchange.summary();
    List<ToolCall> calls =
        exchange.lastAttempt().map(a -> a.judgement().accepted()).orElse(List.of());
    for (int i = 0; i < calls.size(); i++) {
      ToolCall call = calls.get(i);
      String id = hex(s.id() + "/call/" + i, 8);
      ObjectNode span = span(spans, trace, id, root, "tool_call " + call.name(), INTERNAL);
      times(span, s.time(), s.timings().total(), s.timings().total());
      ArrayNode attributes = span.putArray("attributes");
      text(attributes, "gen_ai.tool.name", call.name());
      text(attributes, "gen_ai.tool.call.id", call.id());
      span.putObject("status");
    }
  }

  private static ObjectNode span(
      ArrayNode spans, String trace, String id, String parent, String name, int kind) {
    ObjectNode span = spans.addObject();
    span.put("traceId", trace).put("spanId", id);
    if (!parent.isEmpty()) {
      span.put("parentSpanId", parent);
    }
    return span.put("name", name.strip()).put("kind", kind);
  }

  private static void times(ObjectNode span, Instant received, long from, long to) {
    long base = received.getEpochSecond() * 1_000_000_000 + received.getNano();
    // OTLP's JSON form writes 64-bit numbers as text.
    span.put("startTimeUnixNano", Long.toString(base + from));
    span.put("endTimeUnixNano", Long.toString(base + Math.max(from, to)));
  }

  private static void text(ArrayNode attributes, String key, String value) {
    if (!value.isEmpty()) {
      attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
    }
  }

  private static void number(ArrayNode attributes, String key, long value) {
    attributes.addObject().put("key", key).putObject("value").put("intValue", Long.toString(value));
  }

  private static void real(ArrayNode attributes, String key, double value) {
    attributes.addObject().put("key", key).putObject("value").put("doubleValue", value);
  }

  /** The same exchange always has the same ids, so that sending it twice does no harm. */
  private static String hex(String of, int bytes) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
