package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Usage;
import dev.hearth.wire.sse.SseEvent;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes one reply as the events of a Responses stream. However many attempts the reply is made of,
 * the client sees one response whose items follow each other. Not thread-safe.
 */
public final class ResponsesStreamWriter {
  private final ReplyFrame frame;
  private final Supplier<String> tokens;
  private final EventWriter events = new EventWriter();
  private final ItemWriter items;

  private Delta.Opened opened = new Delta.Opened("", "");
  private Usage usage = Usage.NONE;
  private String id = "";
  private boolean ended;

  /**
   * @param tokens a new unique token at each call, for ids that the backend does not give
   */
  public ResponsesStreamWriter(ReplyFrame frame, Supplier<String> tokens) {
    this.frame = frame;
    this.tokens = tokens;
    this.items = new ItemWriter(frame, tokens, events);
  }

  /** The events to send for this delta, perhaps none. */
  public List<SseEvent> write(Delta delta) {
    if (ended) {
      return List.of();
    }
    if (delta instanceof Delta.Opened first && id.isEmpty()) {
      opened = first;
    }
    start();
    switch (delta) {
      case Delta.Opened _, Delta.Prefill _, Delta.Signature _, Delta.Foreign _ -> {}
      case Delta.Tokens counted -> usage = counted.usage();
      case Delta.Text(String words) -> items.text(words);
      case Delta.Reasoning(String words) -> items.thinking(words);
      case Delta.CallStart call -> items.callStart(call);
      case Delta.CallArguments more -> items.callArguments(more);
      case Delta.Ended end -> end(end);
    }
    return events.take();
  }

  /**
   * Ends the response with an error.
   *
   * @param code the word clients act on, such as {@code context_length_exceeded}
   */
  public List<SseEvent> fail(String code, String message) {
    if (ended) {
      return List.of();
    }
    start();
    ended = true;
    ObjectNode response = response("failed");
    response.putObject("error").put("code", code).put("message", message);
    tell("response.failed", response);
    return events.take();
  }

  /** Whether the end of the response has been written. */
  public boolean ended() {
    return ended;
  }

  private void start() {
    if (id.isEmpty()) {
      id = ReplyFrame.id(opened, tokens);
      tell("response.created", response("in_progress"));
      tell("response.in_progress", response("in_progress"));
    }
  }

  private void end(Delta.Ended end) {
    ended = true;
    items.close(ResponseEnd.lastItemStatus(end.finish()));
    String status = ResponseEnd.status(end.finish());
    ObjectNode response = response(status);
    ResponseEnd.write(end, usage, response);
    tell("response." + status, response);
  }

  private ObjectNode response(String status) {
    return frame.response(id, opened.model(), status, items.output());
  }

  private void tell(String type, ObjectNode response) {
    ObjectNode event = events.begin(type);
    event.set("response", response);
    events.add(event);
  }
}
