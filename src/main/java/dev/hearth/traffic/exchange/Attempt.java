package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.ToolCall;
import java.util.List;
import java.util.OptionalLong;

/**
 * One call of the backend and what became of it. Times are nanoseconds since the exchange was
 * received, {@link #UNKNOWN} until they happen.
 *
 * @param number counts from 1
 * @param sentAt when it was sent
 * @param url where
 * @param requestHeaders as sent, secrets masked
 * @param request the body as sent
 * @param answeredAt when the backend's head arrived
 * @param status the backend's status, 0 until known
 * @param responseHeaders the backend's headers
 * @param responseBody what it answered when that was no event stream
 * @param prefill how far the prompt was read
 * @param firstTokenAt when the first token came
 * @param events the backend's stream
 * @param eventsCut how many events are missing or have lost their data
 * @param held where the guard held output back
 * @param output what the model produced as text, growing while it streams
 * @param reasoning what it thought
 * @param produced native calls as produced
 * @param judgement what the guard made of it
 * @param nudge what the model was told afterwards
 * @param endedAt when it was over
 */
public record Attempt(
    int number,
    long sentAt,
    String url,
    List<Header> requestHeaders,
    Payload request,
    long answeredAt,
    int status,
    List<Header> responseHeaders,
    Payload responseBody,
    Progress prefill,
    long firstTokenAt,
    List<StreamEvent> events,
    long eventsCut,
    List<HeldSpan> held,
    String output,
    String reasoning,
    List<ToolCall> produced,
    Judgement judgement,
    Nudge nudge,
    long endedAt) {
  /** A time that has not come. */
  public static final long UNKNOWN = -1;

  /** From sending to the first token. */
  public OptionalLong ttftNanos() {
    return firstTokenAt == UNKNOWN || sentAt == UNKNOWN
        ? OptionalLong.empty()
        : OptionalLong.of(firstTokenAt - sentAt);
  }

  /** The same attempt without bodies and events. */
  public Attempt withoutDetail() {
    return withDetail(
        request.withoutContent(),
        responseBody.withoutContent(),
        List.of(),
        eventsCut + events.size());
  }

  /** The same attempt with other bodies and events. */
  public Attempt withDetail(
      Payload newRequest, Payload newResponse, List<StreamEvent> newEvents, long newCut) {
    return new Attempt(
        number,
        sentAt,
        url,
        requestHeaders,
        newRequest,
        answeredAt,
        status,
        responseHeaders,
        newResponse,
        prefill,
        firstTokenAt,
        newEvents,
        newCut,
        held,
        output,
        reasoning,
        produced,
        judgement,
        nudge,
        endedAt);
  }

  /** The same attempt with other texts. */
  public Attempt withTexts(
      String newUrl,
      List<Header> newRequestHeaders,
      List<Header> newResponseHeaders,
      String newOutput,
      String newReasoning,
      List<ToolCall> newProduced,
      Judgement newJudgement,
      Nudge newNudge) {
    return new Attempt(
        number,
        sentAt,
        newUrl,
        newRequestHeaders,
        request,
        answeredAt,
        status,
        newResponseHeaders,
        responseBody,
        prefill,
        firstTokenAt,
        events,
        eventsCut,
        held,
        newOutput,
        newReasoning,
        newProduced,
        newJudgement,
        newNudge,
        endedAt);
  }
}
