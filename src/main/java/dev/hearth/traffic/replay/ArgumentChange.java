package dev.hearth.traffic.replay;

/**
 * One place in the arguments of a call that differs.
 *
 * @param path a JSON pointer
 * @param left the value in the first, as JSON; empty when it has none
 * @param right the value in the second
 */
public record ArgumentChange(String path, String left, String right) {}
