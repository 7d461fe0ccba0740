package dev.hearth.traffic.journal;

import java.time.Instant;

/**
 * Exchanges that belong together.
 *
 * @param session what to filter for, as in {@code session:=…}
 * @param firstExchange the exchange that began it
 * @param exchanges how many there are
 * @param began when the first was received
 * @param latest when the last was
 */
public record Conversation(
    String session, String firstExchange, long exchanges, Instant began, Instant latest) {}
