package dev.hearth.traffic.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsightTest {
  private final InsightBuilder builder = new InsightBuilder(Duration.ofMinutes(5));

  private void add(List<Event> events) {
    builder.add(Script.fold(events).summary());
  }

  @Test
  void countsHowEveryGroupFares() {
    add(Script.retried("a"));
    for (int i = 1; i <= 10; i++) {
      add(
          Script.of("p" + i)
              .time(Script.NOON.plusSeconds(400))
              .model("other")
              .received(0)
              .understood(1, "{}", "ls")
              .sent(2)
              .firstToken(i * 100)
              .judged(
                  i * 100L + 1000,
                  Decision.PASSED,
                  "",
                  List.of(new ToolCall("c", "ls", "{}"), new ToolCall("d", "ls", "{}")))
              .finished(i * 100L + 1000, 100, 21)
              .events());
    }
    add(
        Script.of("r")
            .model("other")
            .received(0)
            .sent(1)
            .judged(
                2,
                Decision.RESCUED,
                "x",
                List.of(new ToolCall("c", "ls", "{}")),
                Script.finding("CALL_AS_TEXT", "ls"))
            .finished(3, 1, 1)
            .events());
    add(Script.of("f").model("other").received(0).failed(3, 500, "x").events());
    add(Script.of("c").received(0).cancelled(3).events());
    add(Script.of("live").received(0).events());

    Insight insight = builder.insight();
    assertThat(insight.all().calls()).isEqualTo(14);
    assertThat(insight.all().done()).isEqualTo(12);
    assertThat(insight.all().firstTry()).isEqualTo(10);
    assertThat(insight.all().rescued()).isEqualTo(1);
    assertThat(insight.all().retried()).isEqualTo(1);
    assertThat(insight.all().failed()).isEqualTo(1);
    assertThat(insight.all().cancelled()).isEqualTo(1);
    assertThat(insight.all().promptTokens()).isEqualTo(2001);
    assertThat(insight.models().keySet()).containsExactly("other", "(unknown)", "qwen3-coder");
    assertThat(insight.tools().get("ls").calls()).isEqualTo(11);
    assertThat(insight.tools().get("read_file").retried()).isEqualTo(1);
    assertThat(insight.rules().keySet())
        .containsExactlyInAnyOrder("CALL_AS_TEXT", "PROSE_INSTEAD_OF_CALL");
    assertThat(insight.clients().get("Claude Code").calls()).isEqualTo(14);
    Spread ttft = insight.models().get("other").ttftMillis();
    assertThat(ttft.count()).isEqualTo(10);
    assertThat(ttft.p50()).isCloseTo(500, within(10.0));
    assertThat(ttft.p95()).isCloseTo(1000, within(10.0));
    assertThat(insight.tools().get("ls").tokensPerSecond().p50()).isCloseTo(20, within(0.3));
    assertThat(insight.overTime())
        .extracting(Insight.Bucket::from)
        .containsExactly(Script.NOON, Script.NOON.plusSeconds(300));
    assertThat(insight.overTime().get(1).stats().calls()).isEqualTo(10);

    JsonNode json = InsightJson.write(insight);
    assertThat(json.path("models").path("other").path("ttftMillis").path("count").asInt())
        .isEqualTo(10);
    assertThat(json.path("all").path("firstTryShare").asDouble())
        .isCloseTo(10 / 13.0, within(0.001));
    assertThat(json.path("overTime")).hasSize(2);
  }

  @Test
  void prometheusReadsEveryLine() {
    add(
        Script.of("q")
            .model("we\"ird\\name\n")
            .received(0)
            .sent(1)
            .firstToken(250)
            .finished(500, 7, 3)
            .events());
    add(Script.retried("a"));
    String text = PrometheusText.of(builder.insight());
    assertThat(text)
        .contains(
            "# TYPE hearth_requests_total counter\n",
            "hearth_requests_total{model=\"qwen3-coder\"} 1\n",
            "hearth_requests_retried_total{model=\"qwen3-coder\"} 1\n",
            "{model=\"we\\\"ird\\\\name\\n\"} 1\n",
            "hearth_guard_rule_total{rule=\"PROSE_INSTEAD_OF_CALL\"} 1\n");
    assertThat(text.lines().filter(l -> !l.startsWith("#")))
        .allMatch(
            l ->
                l.matches(
                    "[a-z_]+\\{[a-z]+=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\"(,quantile=\"[0-9.]+\")?}"
                        + " [0-9.E-]+"));
    List<String> described = text.lines().filter(l -> l.startsWith("# TYPE")).toList();
    assertThat(described).doesNotHaveDuplicates().hasSizeGreaterThan(12);
    assertThat(PrometheusText.of(new InsightBuilder(Duration.ofHours(1)).insight()))
        .contains("# TYPE");
  }

  @Test
  void spansFollowTheConventionsAndHoldNoContent() {
    JsonNode request =
        new OtlpSpans("1.0")
            .request(
                List.of(
                    Script.fold(Script.retried("a")),
                    Script.of("f").received(0).failed(3, 500, "broken").exchange()));
    JsonNode spans = request.path("resourceSpans").path(0).path("scopeSpans").path(0).path("spans");
    assertThat(spans).hasSize(5);
    JsonNode root = spans.get(0);
    assertThat(root.path("name").asText()).isEqualTo("chat qwen3-coder");
    assertThat(root.path("traceId").asText()).matches("[0-9a-f]{32}");
    assertThat(root.path("spanId").asText()).matches("[0-9a-f]{16}");
    assertThat(root.path("startTimeUnixNano").asText()).isEqualTo("1795262400000000000");
    assertThat(root.path("endTimeUnixNano").asText()).isEqualTo("1795262400130000000");
    assertThat(attribute(root, "gen_ai.request.model").path("stringValue").asText())
        .isEqualTo("qwen3-coder");
    assertThat(attribute(root, "gen_ai.usage.input_tokens").path("intValue").asText())
        .isEqualTo("1000");
    assertThat(attribute(root, "gen_ai.response.finish_reasons").findValue("stringValue").asText())
        .isEqualTo("tool_calls");
    assertThat(spans.get(1).path("parentSpanId").asText()).isEqualTo(root.path("spanId").asText());
    assertThat(spans.get(1).path("status").path("code").asInt()).isEqualTo(2);
    assertThat(attribute(spans.get(1), "hearth.rule").path("stringValue").asText())
        .isEqualTo("PROSE_INSTEAD_OF_CALL");
    assertThat(spans.get(3).path("name").asText()).isEqualTo("tool_call read_file");
    assertThat(attribute(spans.get(4), "error.type").path("stringValue").asText())
        .isEqualTo("api_error");
    assertThat(Json.text(request)).doesNotContain("readme", "README", "just talk");
  }

  private static JsonNode attribute(JsonNode span, String key) {
    for (JsonNode attribute : span.path("attributes")) {
      if (attribute.path("key").asText().equals(key)) {
        return attribute.path("value");
      }
    }
    return Json.object();
  }

  @Test
  void theExporterGoesOnWhenTheCollectorIsAway() {
    List<byte[]> sent = new ArrayList<>();
    OtlpExporter exporter =
        new OtlpExporter(
            new OtlpSpans("1.0"),
            json -> {
              sent.add(json);
              if (sent.size() == 1) {
                throw new IOException("connection refused");
              }
            });
    try (Feed feed = new Feed();
        Subscription subscription = feed.subscribe("otlp", 1000)) {
      for (String id : List.of("a", "b")) {
        Script.retried(id).forEach(feed::publish);
        exporter.accept(subscription.drain(1000));
      }
      exporter.accept(Script.of("c").received(0).events());
    }
    assertThat(sent).hasSize(2);
  }

  @Test
  void finishedExchangesAreToldOnce() {
    List<Exchange> finished = new ArrayList<>();
    FinishedExchanges folding = new FinishedExchanges(finished::add);
    folding.accept(Script.retried("a").subList(0, 5));
    assertThat(folding.inFlight()).isEqualTo(1);
    folding.accept(Script.retried("a").subList(5, Script.retried("a").size()));
    folding.accept(Script.of("a").noted(999, "straggler").events());
    assertThat(finished).singleElement().satisfies(e -> assertThat(e.attempts()).hasSize(2));
    assertThat(folding.inFlight()).isZero();
  }
}
