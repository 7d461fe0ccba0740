package dev.hearth.traffic.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.exchange.Asked;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Failure;
import dev.hearth.traffic.exchange.Origin;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Timings;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The row of an exchange as JSON. */
public final class SummaryJson {
  private SummaryJson() {}

  /** Writes a row. */
  public static ObjectNode write(ExchangeSummary s) {
    ObjectNode node = Json.object();
    node.put("id", s.id());
    node.put("time", s.time().toString());
    node.put("conversation", s.conversation());
    node.putObject("caller")
        .put("client", s.caller().client())
        .put("userAgent", s.caller().userAgent())
        .put("address", s.caller().address())
        .put("session", s.caller().session());
    node.put("protocol", s.protocol().name());
    node.put("method", s.method());
    node.put("path", s.path());
    ObjectNode asked =
        node.putObject("asked")
            .put("model", s.asked().model())
            .put("streaming", s.asked().streaming())
            .put("guarded", s.asked().guarded())
            .put("messages", s.asked().messages())
            .put("bytes", s.asked().bytes());
    asked.set("tools", texts(s.asked().tools()));
    node.put("phase", s.phase().name());
    node.put("status", s.status());
    node.put("model", s.modelAnswered());
    node.put("finish", s.finish());
    node.putObject("usage")
        .put("prompt", s.usage().prompt())
        .put("completion", s.usage().completion())
        .put("cached", s.usage().cached())
        .put("cacheWritten", s.usage().cacheWritten());
    node.put("contextSize", s.contextSize());
    node.put("attempts", s.attempts());
    node.set("verdicts", texts(s.verdicts().stream().map(Verdict::name).toList()));
    node.set("rules", texts(s.rules()));
    node.set("toolsCalled", texts(s.toolsCalled()));
    node.put("ttft", s.ttftNanos());
    node.put("tokensPerSecond", s.tokensPerSecond());
    node.set("timings", timings(s.timings()));
    if (!s.failure().none()) {
      node.putObject("failure")
          .put("type", s.failure().type())
          .put("message", s.failure().message());
    }
    node.put("origin", s.origin().name());
    node.put("replayOf", s.replayOf());
    node.put("pinned", s.pinned());
    node.put("eventsLost", s.eventsLost());
    return node;
  }

  private static ObjectNode timings(Timings t) {
    return Json.object()
        .put("reading", t.reading())
        .put("queued", t.queued())
        .put("waiting", t.waiting())
        .put("prefill", t.prefill())
        .put("streaming", t.streaming())
        .put("held", t.held())
        .put("retrying", t.retrying())
        .put("total", t.total());
  }

  /** Reads a row; fields that are missing take their empty value. */
  public static ExchangeSummary read(JsonNode n) {
    JsonNode caller = n.path("caller");
    JsonNode asked = n.path("asked");
    JsonNode usage = n.path("usage");
    return new ExchangeSummary(
        n.path("id").asText(),
        Instant.parse(n.path("time").asText()),
        n.path("conversation").asText(""),
        new Caller(
            caller.path("client").asText(""),
            caller.path("userAgent").asText(""),
            caller.path("address").asText(""),
            caller.path("session").asText("")),
        Protocol.valueOf(n.path("protocol").asText(Protocol.OPENAI.name())),
        n.path("method").asText(""),
        n.path("path").asText(""),
        new Asked(
            asked.path("model").asText(""),
            asked.path("streaming").asBoolean(),
            asked.path("guarded").asBoolean(),
            texts(asked.path("tools")),
            asked.path("messages").asInt(),
            asked.path("bytes").asLong()),
        Phase.valueOf(n.path("phase").asText(Phase.DONE.name())),
        n.path("status").asInt(),
        n.path("model").asText(""),
        n.path("finish").asText(""),
        new Usage(
            usage.path("prompt").asLong(),
            usage.path("completion").asLong(),
            usage.path("cached").asLong(),
            usage.path("cacheWritten").asLong()),
        n.path("contextSize").asLong(),
        n.path("attempts").asInt(),
        texts(n.path("verdicts")).stream().map(Verdict::valueOf).toList(),
        texts(n.path("rules")),
        texts(n.path("toolsCalled")),
        n.path("ttft").asLong(Attempt.UNKNOWN),
        n.path("tokensPerSecond").asDouble(),
        timings(n.path("timings")),
        new Failure(
            n.path("failure").path("type").asText(""),
            n.path("failure").path("message").asText("")),
        Origin.valueOf(n.path("origin").asText(Origin.LIVE.name())),
        n.path("replayOf").asText(""),
        n.path("pinned").asBoolean(),
        n.path("eventsLost").asLong());
  }

  private static Timings timings(JsonNode t) {
    return new Timings(
        t.path("reading").asLong(),
        t.path("queued").asLong(),
        t.path("waiting").asLong(),
        t.path("prefill").asLong(),
        t.path("streaming").asLong(),
        t.path("held").asLong(),
        t.path("retrying").asLong(),
        t.path("total").asLong());
  }

  static ArrayNode texts(List<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>(array.size());
    array.forEach(t -> texts.add(t.asText()));
    return texts;
  }
}
