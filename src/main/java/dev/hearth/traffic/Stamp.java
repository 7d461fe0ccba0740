package dev.hearth.traffic;

/**
 * Which exchange and attempt an event belongs to, and when it happened.
 *
 * @param exchange the exchange's id, unique across runs and sortable by time
 * @param attempt 1 for the first backend call, 0 for what concerns no attempt
 * @param nanos monotonic time since the exchange was received
 */
public record Stamp(String exchange, int attempt, long nanos) {}
