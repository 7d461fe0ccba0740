package dev.hearth.traffic.filter;

/**
 * Something in a filter that could not be understood.
 *
 * @param from first character concerned
 * @param to after the last
 * @param message what is wrong and what would be right
 */
public record FilterProblem(int from, int to, String message) {}
