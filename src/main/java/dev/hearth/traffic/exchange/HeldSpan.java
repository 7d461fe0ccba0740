package dev.hearth.traffic.exchange;

/**
 * A stretch in which the guard held output back.
 *
 * @param from nanoseconds since the exchange was received
 * @param to the end, {@link Attempt#UNKNOWN} while it lasts
 * @param why what it might have been
 * @param chars how much was held
 * @param released whether it went to the client as it was
 */
public record HeldSpan(long from, long to, String why, int chars, boolean released) {}
