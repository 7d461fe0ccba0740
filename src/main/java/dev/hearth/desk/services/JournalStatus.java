package dev.hearth.desk.services;

import dev.hearth.traffic.journal.JournalSize;
import dev.hearth.traffic.journal.JournalState;

/**
 * The journal as the desk tells it.
 *
 * @param state whether it records, and if not, why
 * @param size how much it keeps
 * @param eventsLost stream details the disk was too slow for
 */
public record JournalStatus(JournalState state, JournalSize size, long eventsLost) {}
