package dev.hearth.traffic.exchange;

/**
 * One event of a stream, from the backend or to the client.
 *
 * @param number counts from 1
 * @param nanos since the exchange was received
 * @param type the SSE event name, empty when unnamed
 * @param data its payload, empty when it was cut to bound memory
 */
public record StreamEvent(int number, long nanos, String type, String data) {}
