package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import java.util.List;
import java.util.Optional;

/**
 * One request and all that became of it. Immutable: a live exchange is seen as a new one each time
 * it is asked for.
 *
 * @param summary the row of the table
 * @param headers the request's headers, secrets masked
 * @param request the request's body
 * @param attempts the backend calls, in order
 * @param answer what the client got
 * @param notes what was remarked
 * @param said the words this request adds to its conversation: the prompt or the tool results
 */
public record Exchange(
    ExchangeSummary summary,
    List<Header> headers,
    Payload request,
    List<Attempt> attempts,
    Answer answer,
    List<Note> notes,
    String said) {
  /** The name of the request header that says which exchange a replay repeats. */
  public static final String REPLAY_HEADER = "x-hearth-replay-of";

  public Exchange {
    headers = List.copyOf(headers);
    attempts = List.copyOf(attempts);
    notes = List.copyOf(notes);
  }

  /** The exchange's id. */
  public String id() {
    return summary.id();
  }

  /** The attempt whose reply the client got, or the one in progress. */
  public Optional<Attempt> lastAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** The same exchange under another row. */
  public Exchange with(ExchangeSummary row) {
    return new Exchange(row, headers, request, attempts, answer, notes, said);
  }

  /** The same exchange with other words said. */
  public Exchange saying(String words) {
    return new Exchange(summary, headers, request, attempts, answer, notes, words);
  }

  /** The same exchange without bodies and events, for long lists. */
  public Exchange withoutDetail() {
    return new Exchange(
        summary,
        headers,
        request.withoutContent(),
        attempts.stream().map(Attempt::withoutDetail).toList(),
        answer.withoutDetail(),
        notes,
        said);
  }
}
