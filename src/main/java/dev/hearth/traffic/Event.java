package dev.hearth.traffic;

import dev.hearth.wire.Protocol;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.Usage;
import java.time.Instant;
import java.util.List;

/** One step of an exchange. Events are immutable and cheap enough to be published always. */
public sealed interface Event {
  /** Which exchange, which attempt, when. */
  Stamp at();

  /** The request's first byte was read; the body may not be there yet. */
  record Received(
      Stamp at,
      Instant time,
      Caller caller,
      Protocol protocol,
      String method,
      String path,
      List<Header> headers)
      implements Event {}

  /** The body is complete and was understood. Model is empty when the request names none. */
  record Understood(
      Stamp at,
      String model,
      boolean streaming,
      List<String> tools,
      int messages,
      boolean guarded,
      Payload body)
      implements Event {}

  /** The request waits for its turn; {@code position} 1 is next. */
  record Queued(Stamp at, int position) implements Event {}

  /** The request waits for something other than its turn, for instance a loading model. */
  record Waiting(Stamp at, String why) implements Event {}

  /** An attempt was sent to the backend. */
  record SentUpstream(Stamp at, String url, List<Header> headers, Payload body) implements Event {}

  /** The backend's status line and headers arrived. */
  record UpstreamAnswered(Stamp at, int status, List<Header> headers) implements Event {}

  /** The backend reports how far it has read the prompt. */
  record Prefill(Stamp at, long total, long cached, long processed, long millis) implements Event {}

  /** One SSE event of the backend; {@code number} counts from 1 within the attempt. */
  record BackendEvent(Stamp at, int number, String type, String data) implements Event {}

  /** The backend answered something that is not an event stream, usually an error. */
  record BackendBody(Stamp at, Payload body) implements Event {}

  /** The first token of the attempt, visible or not. */
  record FirstToken(Stamp at) implements Event {}

  /** From here on the guard holds output back, because it may be {@code why}. */
  record Held(Stamp at, String why) implements Event {}

  /** The guard holds no longer; {@code chars} were released to the client or consumed. */
  record LetGo(Stamp at, int chars, boolean released) implements Event {}

  /** One SSE event to the client; {@code number} counts from 1 within the exchange. */
  record ClientEvent(Stamp at, int number, String type, String data) implements Event {}

  /**
   * A whole reply was judged.
   *
   * @param decision what was decided
   * @param syntax the text syntax calls were rescued from, empty otherwise
   * @param output what the model really produced: its text, before anything was changed
   * @param reasoning what it thought, empty when nothing
   * @param produced the native calls as produced
   * @param accepted the calls as they go to the client
   * @param findings what was seen, the deciding one first
   */
  record Judged(
      Stamp at,
      Decision decision,
      String syntax,
      String output,
      String reasoning,
      List<ToolCall> produced,
      List<ToolCall> accepted,
      List<Finding> findings)
      implements Event {}

  /**
   * The model is told what was wrong and tries again.
   *
   * @param messages the appended chat messages, as JSON text each
   * @param budget the budget's name
   * @param used how much of it is used, this correction included
   * @param limit how much there is
   */
  record Nudged(Stamp at, List<String> messages, String budget, int used, int limit)
      implements Event {}

  /**
   * The response's head went out. For a reply that is not a stream, {@code body} is the whole body.
   */
  record Answered(Stamp at, int status, List<Header> headers, Payload body) implements Event {}

  /**
   * Hearth noticed something worth telling that changed nothing, for instance an estimate or a
   * warning.
   */
  record Noted(Stamp at, String topic, String message) implements Event {}

  /** The exchange is over and the client has all of it. */
  record Finished(Stamp at, String model, String finish, Usage usage, long contextSize)
      implements Event {}

  /** The client went away, or the user cancelled. */
  record Cancelled(Stamp at, String by) implements Event {}

  /** The client got an error. */
  record Failed(Stamp at, int status, String type, String message) implements Event {}

  /**
   * This subscriber was too slow and missed stream details of the exchange. Only the subscriber
   * concerned is told.
   *
   * @param events how many since the last time it was told
   */
  record Lost(Stamp at, int events) implements Event {}

  /** What the guard decided about a reply. */
  enum Decision {
    /** Right as it came. */
    PASSED,
    /** Calls repaired without asking the model. */
    REPAIRED,
    /** Calls found in text. */
    RESCUED,
    /** Rejected, and the model is asked again. */
    NUDGED,
    /** Rejected, and the budget is spent. */
    GAVE_UP
  }

  /**
   * One thing the guard saw.
   *
   * @param rule the rule's name
   * @param tool the tool concerned, or empty
   * @param path where in the arguments, as a JSON pointer, or empty
   * @param message in plain words
   * @param value the offending part
   * @param candidates what would have been right
   * @param repaired whether it was mended
   */
  record Finding(
      String rule,
      String tool,
      String path,
      String message,
      String value,
      List<String> candidates,
      boolean repaired) {}
}
