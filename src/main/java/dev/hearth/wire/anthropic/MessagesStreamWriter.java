package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.Usage;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes one reply as the events of a Messages stream. However many attempts the reply is made of,
 * the client sees one message whose blocks follow each other. Not thread-safe.
 */
public final class MessagesStreamWriter {
  private static final SseEvent PING = new SseEvent("ping", "{\"type\":\"ping\"}");
  private static final SseEvent STOP = new SseEvent("message_stop", "{\"type\":\"message_stop\"}");

  private final MessagesReplySettings settings;
  private final Supplier<String> tokens;
  private final BlockWriter blocks;

  private Delta.Opened opened = new Delta.Opened("", "");
  private Usage usage;
  private boolean started;
  private boolean ended;

  /**
   * @param tokens a new unique token at each call, for ids that the backend does not give
   */
  public MessagesStreamWriter(MessagesReplySettings settings, Supplier<String> tokens) {
    this.settings = settings;
    this.tokens = tokens;
    this.blocks = new BlockWriter(tokens);
    this.usage = new Usage(settings.promptTokens(), 0, 0, 0);
  }

  /** The events to send for this delta, perhaps none. */
  public List<SseEvent> write(Delta delta) {
    if (ended) {
      return List.of();
    }
    List<SseEvent> out = new ArrayList<>(2);
    switch (delta) {
      // The start waits for the next delta, which may tell how long the prompt is.
      case Delta.Opened first -> opened = started || known(opened) ? opened : first;
      case Delta.Prefill prefill -> prefill(prefill);
      case Delta.Tokens counted -> usage = counted.usage();
      case Delta.Text(String words) -> {
        start(out);
        blocks.text(words, out);
      }
      case Delta.Reasoning(String words) -> {
        if (settings.thinking()) {
          start(out);
          blocks.thinking(words, out);
        }
      }
      case Delta.Signature(String value) -> {
        start(out);
        blocks.signature(value, out);
      }
      case Delta.Foreign foreign -> {
        start(out);
        blocks.foreign(foreign, out);
      }
      case Delta.CallStart call -> {
        start(out);
        blocks.callStart(call, out);
      }
      case Delta.CallArguments call -> blocks.callArguments(call, out);
      case Delta.Ended end -> end(end, out);
    }
    return out;
  }

  /** A sign of life while nothing else can be sent. */
  public List<SseEvent> ping() {
    if (ended) {
      return List.of();
    }
    List<SseEvent> out = new ArrayList<>(2);
    start(out);
    out.add(PING);
    return out;
  }

  /** Whether the end of the message has been written. */
  public boolean ended() {
    return ended;
  }

  private static boolean known(Delta.Opened opened) {
    return !opened.id().isEmpty() || !opened.model().isEmpty();
  }

  private void prefill(Delta.Prefill prefill) {
    if (!started) {
      usage = new Usage(prefill.total(), 0, prefill.cached(), 0);
    }
  }

  private void start(List<SseEvent> out) {
    if (started) {
      return;
    }
    started = true;
    ReplyIdentity identity = ReplyIdentity.of(opened, settings.model(), tokens);
    ObjectNode event = Json.object().put("type", "message_start");
    ObjectNode message = event.putObject("message");
    message.put("id", identity.id());
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", identity.model());
    message.putArray("content");
    message.putNull("stop_reason");
    message.putNull("stop_sequence");
    message.set("usage", UsageFields.write(usage, 0));
    out.add(new SseEvent("message_start", Json.text(event)));
  }

  private void end(Delta.Ended end, List<SseEvent> out) {
    ended = true;
    start(out);
    blocks.finish(out);
    ObjectNode event = Json.object().put("type", "message_delta");
    ObjectNode delta = event.putObject("delta");
    delta.put("stop_reason", StopReasons.write(end.finish(), blocks.callsSent()));
    delta.put("stop_sequence", end.stopSequence().isEmpty() ? null : end.stopSequence());
    event.set("usage", UsageFields.write(usage));
    out.add(new SseEvent("message_delta", Json.text(event)));
    out.add(STOP);
  }
}
