package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import java.util.List;

/**
 * What the client got.
 *
 * @param at when its head went out, {@link Attempt#UNKNOWN} until then
 * @param status the status, 0 until known
 * @param headers as sent
 * @param body the whole body when it was no stream
 * @param events the stream
 * @param eventsCut how many events are missing or have lost their data
 */
public record Answer(
    long at,
    int status,
    List<Header> headers,
    Payload body,
    List<StreamEvent> events,
    long eventsCut) {
  /** Nothing yet. */
  public static final Answer NONE =
      new Answer(Attempt.UNKNOWN, 0, List.of(), Payload.NONE, List.of(), 0);

  /** The same answer without body and events. */
  public Answer withoutDetail() {
    return new Answer(
        at, status, headers, body.withoutContent(), List.of(), eventsCut + events.size());
  }
}
