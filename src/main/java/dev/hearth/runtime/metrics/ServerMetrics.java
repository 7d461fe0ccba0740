package dev.hearth.runtime.metrics;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How a running model server is doing.
 *
 * @param promptTokens prompt tokens processed since it started, cached ones left out
 * @param generatedTokens tokens generated since it started
 * @param promptPerSecond prompt tokens a second since the last sample; empty while none came
 * @param generatedPerSecond tokens generated a second since the last sample; empty while none came
 * @param running requests being answered
 * @param waiting requests that wait for a slot
 * @param slots what can be answered at a time, 0 for unknown
 * @param busySlots slots at work
 * @param readingTokens prompt tokens in slots that have not begun to answer, 0 while none reads
 * @param usedContext tokens the slots hold, idle ones included, which keep them for the next
 *     request
 * @param totalContext tokens all slots have room for, 0 for unknown
 * @param cpuPercent of the whole process tree, 100 for one core; empty in the first sample
 * @param residentBytes memory of the whole process tree, mapped model files included
 */
public record ServerMetrics(
    Instant at,
    long promptTokens,
    long generatedTokens,
    OptionalDouble promptPerSecond,
    OptionalDouble generatedPerSecond,
    int running,
    int waiting,
    int slots,
    int busySlots,
    long readingTokens,
    long usedContext,
    long totalContext,
    OptionalDouble cpuPercent,
    long residentBytes) {

  /** How full the context is, from 0 to 1. */
  public OptionalDouble contextShare() {
    return totalContext == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1.0, (double) usedContext / totalContext));
  }
}
