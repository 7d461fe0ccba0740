package dev.hearth.traffic.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * How much is kept.
 *
 * @param exchanges how many exchanges
 * @param pinned how many of them are pinned
 * @param bytes how much of the disk they take
 * @param oldest when the oldest was received
 */
public record JournalSize(long exchanges, long pinned, long bytes, Optional<Instant> oldest) {}
