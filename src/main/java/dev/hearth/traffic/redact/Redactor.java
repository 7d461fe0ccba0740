package dev.hearth.traffic.redact;

import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Failure;
import dev.hearth.traffic.exchange.Judgement;
import dev.hearth.traffic.exchange.Note;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.wire.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Masks secrets in everything an exchange holds. Immutable and thread-safe. */
public final class Redactor {
  private final SecretMask mask;

  /** Masks with the given patterns. */
  public Redactor(SecretMask mask) {
    this.mask = mask;
  }

  /** The patterns in force. */
  public SecretMask mask() {
    return mask;
  }

  /** The exchange without its secrets. */
  public Exchange redact(Exchange exchange) {
    boolean leaked = streamsHoldSecret(exchange);
    Exchange texts = redactTexts(exchange);
    Answer answer = texts.answer();
    return new Exchange(
        texts.summary(),
        texts.headers(),
        redact(texts.request()),
        texts.attempts().stream().map(a -> redactBodies(a, leaked)).toList(),
        new Answer(
            answer.at(),
            answer.status(),
            answer.headers(),
            redact(answer.body()),
            events(answer.events(), leaked),
            cut(answer.eventsCut(), answer.events(), leaked)),
        texts.notes(),
        texts.said());
  }

  /** The exchange without its secrets, but with its bodies and streams as they are. */
  public Exchange redactTexts(Exchange exchange) {
    Answer answer = exchange.answer();
    return new Exchange(
        redact(exchange.summary()),
        headers(exchange.headers()),
        exchange.request(),
        exchange.attempts().stream().map(this::redactTexts).toList(),
        new Answer(
            answer.at(),
            answer.status(),
            headers(answer.headers()),
            answer.body(),
            answer.events(),
            answer.eventsCut()),
        exchange.notes().stream()
            .map(n -> new Note(n.nanos(), n.topic(), mask.apply(n.message())))
            .toList(),
        mask.apply(exchange.said()));
  }

  /**
   * Whether a reply holds a secret. One that streams token by token is in no single event but in
   * the text they make up; then no event's data may be kept.
   */
  public boolean streamsHoldSecret(Exchange exchange) {
    return exchange.attempts().stream()
        .anyMatch(
            a ->
                mask.finds(a.output())
                    || mask.finds(a.reasoning())
                    || a.produced().stream().anyMatch(c -> mask.finds(c.arguments())));
  }

  private ExchangeSummary redact(ExchangeSummary s) {
    Failure failure = s.failure();
    return s.withPathAndFailure(
        mask.apply(s.path()), new Failure(failure.type(), mask.apply(failure.message())));
  }

  /** A body without its secrets. */
  public Payload redact(Payload body) {
    if (body.bytes().length == 0) {
      return body;
    }
    String text = body.text();
    String masked = mask.apply(text);
    if (masked.equals(text)) {
      return body;
    }
    byte[] bytes = masked.getBytes(StandardCharsets.UTF_8);
    return new Payload(
        bytes, body.contentType(), bytes.length + body.fullSize() - body.bytes().length);
  }

  /** Header lines without their secrets. */
  public List<Header> headers(List<Header> headers) {
    return headers.stream().map(mask::apply).toList();
  }

  private Attempt redactTexts(Attempt a) {
    return a.withTexts(
        mask.apply(a.url()),
        headers(a.requestHeaders()),
        headers(a.responseHeaders()),
        mask.apply(a.output()),
        mask.apply(a.reasoning()),
        calls(a.produced()),
        redact(a.judgement()),
        redact(a.nudge()));
  }

  private Attempt redactBodies(Attempt a, boolean leaked) {
    return a.withDetail(
        redact(a.request()),
        redact(a.responseBody()),
        events(a.events(), leaked),
        cut(a.eventsCut(), a.events(), leaked));
  }

  private static long cut(long cut, List<StreamEvent> events, boolean leaked) {
    return leaked ? Math.max(cut, events.size()) : cut;
  }

  /** Events without their secrets; without any data when the whole holds one. */
  public List<StreamEvent> events(List<StreamEvent> events, boolean leaked) {
    List<StreamEvent> masked = new ArrayList<>(events.size());
    for (StreamEvent e : events) {
      String data = leaked ? "" : mask.apply(e.data());
      masked.add(
          data.equals(e.data()) ? e : new StreamEvent(e.number(), e.nanos(), e.type(), data));
    }
    return masked;
  }

  private List<ToolCall> calls(List<ToolCall> calls) {
    return calls.stream()
        .map(c -> new ToolCall(c.id(), c.name(), mask.apply(c.arguments())))
        .toList();
  }

  private Judgement redact(Judgement j) {
    return new Judgement(
        j.at(),
        j.verdict(),
        j.syntax(),
        calls(j.accepted()),
        j.findings().stream()
            .map(
                f ->
                    new Finding(
                        f.rule(),
                        f.tool(),
                        f.path(),
                        mask.apply(f.message()),
                        mask.apply(f.value()),
                        f.candidates(),
                        f.repaired()))
            .toList());
  }

  private Nudge redact(Nudge n) {
    return new Nudge(
        n.messages().stream().map(mask::apply).toList(), n.budget(), n.used(), n.limit());
  }
}
