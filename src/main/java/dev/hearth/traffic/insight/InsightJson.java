package dev.hearth.traffic.insight;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.util.Map;

/** Statistics as JSON, for scripts. */
public final class InsightJson {
  private InsightJson() {}

  /** Writes everything. */
  public static ObjectNode write(Insight insight) {
    ObjectNode node = Json.object();
    node.set("all", stats(insight.all()));
    node.set("models", groups(insight.models()));
    node.set("tools", groups(insight.tools()));
    node.set("clients", groups(insight.clients()));
    node.set("rules", groups(insight.rules()));
    node.put("bucketSeconds", insight.bucket().toMillis() / 1e3);
    ArrayNode buckets = node.putArray("overTime");
    for (Insight.Bucket bucket : insight.overTime()) {
      buckets.addObject().put("from", bucket.from().toString()).set("stats", stats(bucket.stats()));
    }
    return node;
  }

  private static ObjectNode groups(Map<String, Stats> groups) {
    ObjectNode node = Json.object();
    groups.forEach((name, stats) -> node.set(name, stats(stats)));
    return node;
  }

  private static ObjectNode stats(Stats s) {
    ObjectNode node =
        Json.object()
            .put("calls", s.calls())
            .put("done", s.done())
            .put("firstTry", s.firstTry())
            .put("firstTryShare", s.firstTryShare())
            .put("repaired", s.repaired())
            .put("rescued", s.rescued())
            .put("retried", s.retried())
            .put("gaveUp", s.gaveUp())
            .put("failed", s.failed())
            .put("cancelled", s.cancelled())
            .put("promptTokens", s.promptTokens())
            .put("completionTokens", s.completionTokens());
    node.set("ttftMillis", spread(s.ttftMillis()));
    node.set("tokensPerSecond", spread(s.tokensPerSecond()));
    node.set("totalMillis", spread(s.totalMillis()));
    return node;
  }

  private static ObjectNode spread(Spread s) {
    return Json.object()
        .put("count", s.count())
        .put("mean", s.mean())
        .put("p50", s.p50())
        .put("p90", s.p90())
        .put("p95", s.p95())
        .put("p99", s.p99())
        .put("max", s.max());
  }
}
