package dev.hearth.runtime.log;

import java.time.Instant;

/**
 * One line of a model server's output.
 *
 * @param number counts up from 1 for each server, so that a reader can ask for what came after
 * @param at when Hearth read it
 * @param level as the server marked it, or as its words suggest
 * @param text the message without the server's own time stamp and level letter
 */
public record LogLine(long number, Instant at, LogLevel level, String text) {}
