package dev.hearth.wire.sse;

/**
 * One server-sent event.
 *
 * @param type the event's name, empty when the sender gave none
 * @param data its data, lines joined by a line feed
 */
public record SseEvent(String type, String data) {
  /** An event without a name. */
  public SseEvent(String data) {
    this("", data);
  }
}
