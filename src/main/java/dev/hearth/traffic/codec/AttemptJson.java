package dev.hearth.traffic.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.HeldSpan;
import dev.hearth.traffic.exchange.Judgement;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.Progress;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** One attempt as JSON. */
final class AttemptJson {
  private final Parts parts;

  AttemptJson(Parts parts) {
    this.parts = parts;
  }

  ObjectNode write(Attempt a) {
    ObjectNode node = Json.object();
    node.put("number", a.number()).put("sentAt", a.sentAt()).put("url", a.url());
    node.set("requestHeaders", headers(a.requestHeaders()));
    node.set("request", parts.write(a.request()));
    node.put("answeredAt", a.answeredAt()).put("status", a.status());
    node.set("responseHeaders", headers(a.responseHeaders()));
    node.set("responseBody", parts.write(a.responseBody()));
    node.putObject("prefill")
        .put("total", a.prefill().total())
        .put("cached", a.prefill().cached())
        .put("processed", a.prefill().processed())
        .put("millis", a.prefill().millis());
    node.put("firstTokenAt", a.firstTokenAt());
    node.set("events", parts.write(a.number(), a.events()));
    node.put("eventsCut", a.eventsCut());
    ArrayNode held = node.putArray("held");
    for (HeldSpan span : a.held()) {
      held.addObject()
          .put("from", span.from())
          .put("to", span.to())
          .put("why", span.why())
          .put("chars", span.chars())
          .put("released", span.released());
    }
    node.put("output", a.output()).put("reasoning", a.reasoning());
    node.set("produced", calls(a.produced()));
    if (a.judgement().verdict() != Verdict.UNJUDGED) {
      node.set("judgement", judgement(a.judgement()));
    }
    if (!a.nudge().none()) {
      node.putObject("nudge")
          .put("budget", a.nudge().budget())
          .put("used", a.nudge().used())
          .put("limit", a.nudge().limit())
          .set("messages", SummaryJson.texts(a.nudge().messages()));
    }
    return node.put("endedAt", a.endedAt());
  }

  private static ObjectNode judgement(Judgement j) {
    ObjectNode node =
        Json.object()
            .put("at", j.at())
            .put("verdict", j.verdict().name())
            .put("syntax", j.syntax());
    node.set("accepted", calls(j.accepted()));
    ArrayNode findings = node.putArray("findings");
    for (Finding f : j.findings()) {
      findings
          .addObject()
          .put("rule", f.rule())
          .put("tool", f.tool())
          .put("path", f.path())
          .put("message", f.message())
          .put("value", f.value())
          .put("repaired", f.repaired())
          .set("candidates", SummaryJson.texts(f.candidates()));
    }
    return node;
  }

  Attempt read(JsonNode n) {
    int number = n.path("number").asInt(1);
    JsonNode prefill = n.path("prefill");
    return new Attempt(
        number,
        n.path("sentAt").asLong(Attempt.UNKNOWN),
        n.path("url").asText(""),
        headers(n.path("requestHeaders")),
        parts.readBody(n.path("request")),
        n.path("answeredAt").asLong(Attempt.UNKNOWN),
        n.path("status").asInt(),
        headers(n.path("responseHeaders")),
        parts.readBody(n.path("responseBody")),
        new Progress(
            prefill.path("total").asLong(),
            prefill.path("cached").asLong(),
            prefill.path("processed").asLong(),
            prefill.path("millis").asLong()),
        n.path("firstTokenAt").asLong(Attempt.UNKNOWN),
        parts.readEvents(number, n.path("events")),
        n.path("eventsCut").asLong(),
        held(n.path("held")),
        n.path("output").asText(""),
        n.path("reasoning").asText(""),
        calls(n.path("produced")),
        n.has("judgement") ? judgement(n.path("judgement")) : Judgement.NONE,
        n.has("nudge") ? nudge(n.path("nudge")) : Nudge.NONE,
        n.path("endedAt").asLong(Attempt.UNKNOWN));
  }

  private static List<HeldSpan> held(JsonNode array) {
    List<HeldSpan> spans = new ArrayList<>();
    for (JsonNode n : array) {
      spans.add(
          new HeldSpan(
              n.path("from").asLong(),
              n.path("to").asLong(),
              n.path("why").asText(""),
              n.path("chars").asInt(),
              n.path("released").asBoolean()));
    }
    return List.copyOf(spans);
  }

  private static Nudge nudge(JsonNode n) {
    return new Nudge(
        SummaryJson.texts(n.path("messages")),
        n.path("budget").asText(""),
        n.path("used").asInt(),
        n.path("limit").asInt());
  }

  private static Judgement judgement(JsonNode n) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode f : n.path("findings")) {
      findings.add(
          new Finding(
              f.path("rule").asText(""),
              f.path("tool").asText(""),
              f.path("path").asText(""),
              f.path("message").asText(""),
              f.path("value").asText(""),
              SummaryJson.texts(f.path("candidates")),
              f.path("repaired").asBoolean()));
    }
    return new Judgement(
        n.path("at").asLong(Attempt.UNKNOWN),
        Verdict.valueOf(n.path("verdict").asText(Verdict.UNJUDGED.name())),
        n.path("syntax").asText(""),
        calls(n.path("accepted")),
        findings);
  }

  private static ArrayNode calls(List<ToolCall> calls) {
    ArrayNode array = Json.array();
    for (ToolCall call : calls) {
      array
          .addObject()
          .put("id", call.id())
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
    return array;
  }

  private static List<ToolCall> calls(JsonNode array) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode n : array) {
      calls.add(
          new ToolCall(
              n.path("id").asText(""), n.path("name").asText(""), n.path("arguments").asText("")));
    }
    return List.copyOf(calls);
  }

  static ArrayNode headers(List<Header> headers) {
    ArrayNode array = Json.array();
    headers.forEach(h -> array.addObject().put("name", h.name()).put("value", h.value()));
    return array;
  }

  static List<Header> headers(JsonNode array) {
    List<Header> headers = new ArrayList<>();
    array.forEach(
        h -> headers.add(new Header(h.path("name").asText(""), h.path("value").asText(""))));
    return List.copyOf(headers);
  }
}
