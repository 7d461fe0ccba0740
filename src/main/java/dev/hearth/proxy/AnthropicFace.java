package dev.hearth.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.backend.BackendKind;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.anthropic.AnthropicErrors;
import dev.hearth.wire.anthropic.MessageCollector;
import dev.hearth.wire.anthropic.MessagesReply;
import dev.hearth.wire.anthropic.MessagesReplySettings;
import dev.hearth.wire.anthropic.MessagesRequest;
import dev.hearth.wire.anthropic.MessagesStreamWriter;
import dev.hearth.wire.anthropic.Translation;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.sse.SseEvent;
import dev.hearth.wire.sse.SseWriter;
import java.util.Optional;

/** Anthropic's messages. */
final class AnthropicFace implements Face {
  private static final byte[] SIGN_OF_LIFE = SseWriter.event("ping", "{\"type\":\"ping\"}");

  private static final SseEvent STOP = new SseEvent("message_stop", "{\"type\":\"message_stop\"}");

  private final Names names;

  AnthropicFace(Names names) {
    this.names = names;
  }

  @Override
  public Protocol protocol() {
    return Protocol.ANTHROPIC;
  }

  @Override
  public Conversation read(byte[] body) throws MalformedRequest {
    return new Messages(MessagesRequest.parse(body));
  }

  @Override
  public byte[] error(Refusal refusal) {
    return Json.bytes(node(refusal));
  }

  private static ObjectNode node(Refusal refusal) {
    return refusal.contextExceeded()
        ? AnthropicErrors.contextExceeded(refusal.promptTokens(), refusal.contextTokens())
        : AnthropicErrors.error(refusal.status(), refusal.getMessage());
  }

  @Override
  public void errorEvent(Refusal refusal, EventOut out) throws Cancelled {
    SseEvent event = AnthropicErrors.event(node(refusal));
    out.event(event.type(), event.data());
  }

  @Override
  public byte[] signOfLife() {
    return SIGN_OF_LIFE;
  }

  private final class Messages implements Conversation {
    private final MessagesRequest request;

    Messages(MessagesRequest request) {
      this.request = request;
    }

    @Override
    public ClientRequest request() {
      return request;
    }

    @Override
    public ChatRequest chat(ReasoningReplay replay, boolean thinkingSwitch) {
      return request.toChat(new Translation(replay, thinkingSwitch));
    }

    @Override
    public Optional<MessagesRequest> messages() {
      return Optional.of(request);
    }

    @Override
    public ReplyWriter writer(Outlet outlet) {
      long estimate = request.body().length / ContextWatch.USUAL_CHARS_PER_TOKEN;
      MessagesReplySettings settings =
          new MessagesReplySettings(request.model(), request.thinkingWanted(), estimate);
      return request.streaming()
          ? new Streamed(outlet, new Events(new MessagesStreamWriter(settings, names)))
          : new CollectedReply(
              outlet,
              new WholeReply(outlet, () -> new MessagesReply(settings, names)),
              new CollectedReply.Own(BackendKind::speaksMessages, false, MessageCollector::new));
    }
  }

  /** The backend's own events where it speaks the same and nobody guards its reply. */
  private static final class Streamed implements ReplyWriter {
    private final Outlet outlet;
    private final StreamedReply written;
    private boolean relayed;

    Streamed(Outlet outlet, Events own) {
      this.outlet = outlet;
      this.written = new StreamedReply(outlet, own);
    }

    @Override
    public boolean begin() {
      return written.begin();
    }

    @Override
    public boolean prose() {
      return written.prose();
    }

    @Override
    public boolean relays(BackendKind kind) {
      return kind.speaksMessages();
    }

    @Override
    public void relay(SseEvent event) throws Cancelled {
      relayed = true;
      if (event.type().equals("message_delta")) {
        outlet.finishing();
      }
      outlet.event(event.type(), event.data());
    }

    @Override
    public void write(Delta delta) throws Cancelled {
      written.write(delta);
    }

    @Override
    public void end() throws Cancelled {
      outlet.finishing();
      if (relayed) {
        outlet.event(STOP.type(), STOP.data());
      }
      written.end();
    }
  }

  private record Events(MessagesStreamWriter writer) implements StreamedReply.Speaker {
    @Override
    public void say(Delta delta, EventOut out) throws Cancelled {
      for (SseEvent event : writer.write(delta)) {
        out.event(event.type(), event.data());
      }
    }
  }
}
