package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.anthropic.AnthropicErrors;
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
    public String model() {
      return request.model();
    }

    @Override
    public boolean streaming() {
      return request.streaming();
    }

    @Override
    public ToolOffer offer() {
      return request.offer();
    }

    @Override
    public int messageCount() {
      return request.messageCount();
    }

    @Override
    public Optional<JsonNode> field(String name) {
      return request.field(name);
    }

    @Override
    public void check() {
      // Whatever can be wrong with a request of this protocol was found when it was read.
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
      return request.streaming() ? new Streamed(outlet, settings) : new Whole(outlet, settings);
    }
  }

  private final class Streamed implements ReplyWriter {
    private final Outlet outlet;
    private final MessagesStreamWriter writer;
    private boolean prose;

    Streamed(Outlet outlet, MessagesReplySettings settings) {
      this.outlet = outlet;
      this.writer = new MessagesStreamWriter(settings, names);
    }

    @Override
    public boolean begin() {
      return prose;
    }

    @Override
    public boolean prose() {
      return prose;
    }

    @Override
    public void write(Delta delta) throws Cancelled {
      prose |= delta instanceof Delta.Text;
      for (SseEvent event : writer.write(delta)) {
        outlet.event(event.type(), event.data());
      }
    }

    @Override
    public void end() {
      outlet.endStream();
    }
  }

  private final class Whole implements ReplyWriter {
    private final Outlet outlet;
    private final MessagesReplySettings settings;
    private MessagesReply reply;
    private boolean prose;

    Whole(Outlet outlet, MessagesReplySettings settings) {
      this.outlet = outlet;
      this.settings = settings;
      begin();
    }

    @Override
    public boolean begin() {
      reply = new MessagesReply(settings, names);
      prose = false;
      return false;
    }

    @Override
    public boolean prose() {
      return prose;
    }

    @Override
    public void write(Delta delta) {
      prose |= delta instanceof Delta.Text;
      reply.add(delta);
    }

    @Override
    public void end() throws Cancelled {
      outlet.whole(Json.bytes(reply.whole()));
    }
  }
}
