package dev.hearth.traffic.exchange;

/**
 * Where the time went, in nanoseconds. Every moment belongs to one part, so the parts add up to the
 * whole; attempts that were rejected count as {@code retrying}.
 */
public record Timings(
    long reading,
    long queued,
    long waiting,
    long prefill,
    long streaming,
    long held,
    long retrying,
    long total) {
  /** Before anything happened. */
  public static final Timings NONE = new Timings(0, 0, 0, 0, 0, 0, 0, 0);
}
