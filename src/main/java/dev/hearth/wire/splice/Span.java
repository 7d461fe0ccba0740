package dev.hearth.wire.splice;

/**
 * A stretch of bytes.
 *
 * @param start the first byte
 * @param end the byte after the last
 */
public record Span(int start, int end) {}
