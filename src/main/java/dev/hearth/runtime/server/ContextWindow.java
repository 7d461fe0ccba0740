package dev.hearth.runtime.server;

/**
 * How many tokens a running server takes.
 *
 * @param perRequest what one request may use
 * @param total what all slots have together
 */
public record ContextWindow(int perRequest, int total) {}
