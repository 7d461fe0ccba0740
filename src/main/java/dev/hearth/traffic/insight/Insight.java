package dev.hearth.traffic.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a stretch of traffic adds up to.
 *
 * @param all everything together
 * @param models by the model that answered
 * @param tools by each tool called
 * @param clients by the program that asked
 * @param rules by each guard rule that fired
 * @param bucket how long a bucket of {@code overTime} lasts
 * @param overTime by time, oldest first, without empty buckets
 */
public record Insight(
    Stats all,
    Map<String, Stats> models,
    Map<String, Stats> tools,
    Map<String, Stats> clients,
    Map<String, Stats> rules,
    Duration bucket,
    List<Bucket> overTime) {
  /** The exchanges received in one stretch of time. */
  public record Bucket(Instant from, Stats stats) {}
}
