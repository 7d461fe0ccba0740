package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.backend.BackendKind;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.openai.ChatReply;
import dev.hearth.wire.openai.ChatReplyCollector;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.openai.ChatStreamOptions;
import dev.hearth.wire.openai.ChatStreamRelay;
import dev.hearth.wire.openai.ChatStreamWriter;
import dev.hearth.wire.openai.OpenAiErrors;
import dev.hearth.wire.sse.SseEvent;
import dev.hearth.wire.sse.SseWriter;
import java.time.InstantSource;

/** OpenAI's chat completions. */
final class OpenAiFace implements Face {
  static final byte[] SIGN_OF_LIFE = SseWriter.comment("hearth: still working");
  private static final String DONE = "[DONE]";

  private final Names names;
  private final InstantSource clock;

  OpenAiFace(Names names, InstantSource clock) {
    this.names = names;
    this.clock = clock;
  }

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI;
  }

  @Override
  public Conversation read(byte[] body) throws MalformedRequest {
    return new Chat(ChatRequest.parse(body));
  }

  @Override
  public byte[] error(Refusal refusal) {
    return errorBody(refusal);
  }

  /** An error as all of OpenAI's protocols have it. */
  static byte[] errorBody(Refusal refusal) {
    return Json.bytes(
        refusal.contextExceeded()
            ? OpenAiErrors.contextExceeded(refusal.promptTokens(), refusal.contextTokens())
            : OpenAiErrors.error(refusal.status(), refusal.getMessage(), refusal.field()));
  }

  @Override
  public void errorEvent(Refusal refusal, EventOut out) throws Cancelled {
    out.event("", new String(error(refusal), java.nio.charset.StandardCharsets.UTF_8));
    out.event("", DONE);
  }

  @Override
  public byte[] signOfLife() {
    return SIGN_OF_LIFE;
  }

  private Delta.Opened identity(String model) {
    return new Delta.Opened("chatcmpl-" + names.get(), model, clock.instant().getEpochSecond(), "");
  }

  private final class Chat implements Conversation {
    private final ChatRequest chat;

    Chat(ChatRequest chat) {
      this.chat = chat;
    }

    @Override
    public ChatRequest chat(ReasoningReplay replay, boolean thinkingSwitch) {
      return chat.replaying(replay);
    }

    @Override
    public ClientRequest request() {
      return chat;
    }

    @Override
    public void check() throws Refusal {
      if (chat.choices() > 1 && chat.offer().guarded()) {
        throw Refusal.badRequest(
                "Hearth guards one reply at a time: ask for n = 1 when tools are offered.")
            .at("n");
      }
    }

    /** Several alternatives, or the probabilities of tokens: deltas cannot carry these. */
    private boolean lossy() {
      boolean probabilities = chat.field("logprobs").map(JsonNode::asBoolean).orElse(false);
      return chat.choices() > 1 || probabilities;
    }

    @Override
    public ReplyWriter writer(Outlet outlet) {
      if (!chat.streaming()) {
        Delta.Opened identity = identity(chat.model());
        return new CollectedReply(
            outlet,
            new WholeReply(outlet, () -> new ChatReply(identity, names)),
            new CollectedReply.Own(
                kind -> !kind.speaksMessages(), lossy(), ChatReplyCollector::new));
      }
      ChatStreamWriter written =
          new ChatStreamWriter(identity(chat.model()), ChatStreamOptions.of(chat), names);
      return chat.offer().guarded()
          ? new StreamedReply(outlet, new Chunks(written))
          : new Relayed(outlet, chat, new Chunks(written), lossy());
    }
  }

  /** Chunks of Hearth's own making. */
  private record Chunks(ChatStreamWriter writer) implements StreamedReply.Speaker {
    @Override
    public void say(Delta delta, EventOut out) throws Cancelled {
      for (String chunk : writer.write(delta)) {
        out.event("", chunk);
      }
    }

    @Override
    public void farewell(EventOut out) throws Cancelled {
      out.event("", DONE);
    }
  }

  /** The backend's own chunks; of Hearth's making only where the backend does not stream. */
  private static final class Relayed implements ReplyWriter {
    private final boolean only;
    private final Outlet outlet;
    private final ChatStreamRelay relay;
    private final StreamedReply written;

    Relayed(Outlet outlet, ChatRequest chat, Chunks own, boolean only) {
      this.only = only;
      this.outlet = outlet;
      this.relay = new ChatStreamRelay(ChatStreamOptions.of(chat));
      this.written = new StreamedReply(outlet, own);
    }

    @Override
    public boolean begin() {
      return false;
    }

    @Override
    public boolean prose() {
      return false;
    }

    @Override
    public boolean relays(BackendKind kind) {
      return !kind.speaksMessages();
    }

    @Override
    public boolean relaysOnly() {
      return only;
    }

    @Override
    public void relay(SseEvent event) throws Cancelled, MalformedReply {
      for (String out : relay.rewrite(event.data())) {
        outlet.event("", out);
      }
    }

    @Override
    public void write(Delta delta) throws Cancelled {
      written.write(delta);
    }

    @Override
    public void end() throws Cancelled {
      outlet.finishing();
      for (String out : relay.end()) {
        outlet.event("", out);
      }
      written.end();
    }
  }
}
