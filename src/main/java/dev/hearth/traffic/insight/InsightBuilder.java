package dev.hearth.traffic.insight;

import dev.hearth.traffic.exchange.ExchangeSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds exchanges up as they are handed over, one after the other. Safe for several threads. */
public final class InsightBuilder {
  /** A runaway client that invents names must not fill the memory. */
  private static final int MOST_GROUPS = 1000;

  /** The name under which further groups are counted together. */
  static final String OTHERS = "(others)";

  private final Duration bucket;
  private final Tally all = new Tally();
  private final Map<String, Tally> models = new HashMap<>();
  private final Map<String, Tally> tools = new HashMap<>();
  private final Map<String, Tally> clients = new HashMap<>();
  private final Map<String, Tally> rules = new HashMap<>();
  private final TreeMap<Long, Tally> overTime = new TreeMap<>();

  /**
   * @param bucket how finely time is divided
   */
  public InsightBuilder(Duration bucket) {
    if (bucket.toMillis() < 1) {
      throw new IllegalArgumentException("a bucket lasts at least a millisecond");
    }
    this.bucket = bucket;
  }

  /** Counts an exchange that is over; one in flight is not counted. */
  public synchronized void add(ExchangeSummary s) {
    if (s.phase().live()) {
      return;
    }
    all.add(s);
    group(models, s.model()).add(s);
    group(clients, s.caller().client()).add(s);
    new HashSet<>(s.toolsCalled()).forEach(tool -> group(tools, tool).add(s));
    s.rules().forEach(rule -> group(rules, rule).add(s));
    long slot = Math.floorDiv(s.time().toEpochMilli(), bucket.toMillis());
    overTime.computeIfAbsent(slot, t -> new Tally()).add(s);
  }

  private static Tally group(Map<String, Tally> groups, String name) {
    String key = name.isEmpty() ? "(unknown)" : name;
    boolean full = groups.size() >= MOST_GROUPS && !groups.containsKey(key);
    return groups.computeIfAbsent(full ? OTHERS : key, k -> new Tally());
  }

  /** What it adds up to so far; the groups with most calls come first. */
  public synchronized Insight insight() {
    List<Insight.Bucket> buckets =
        overTime.entrySet().stream()
            .map(
                e ->
                    new Insight.Bucket(
                        Instant.ofEpochMilli(e.getKey() * bucket.toMillis()), e.getValue().stats()))
            .toList();
    return new Insight(
        all.stats(), stats(models), stats(tools), stats(clients), stats(rules), bucket, buckets);
  }

  private static Map<String, Stats> stats(Map<String, Tally> groups) {
    Map<String, Stats> stats = new LinkedHashMap<>();
    groups.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue().stats()))
        .sorted(
            Comparator.<Map.Entry<String, Stats>>comparingLong(e -> -e.getValue().calls())
                .thenComparing(Map.Entry::getKey))
        .forEach(e -> stats.put(e.getKey(), e.getValue()));
    return java.util.Collections.unmodifiableMap(stats);
  }
}
