package dev.hearth.proxy;

import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.openai.OpenAiErrors;
import dev.hearth.wire.responses.ReplyFrame;
import dev.hearth.wire.responses.ResponsesReply;
import dev.hearth.wire.responses.ResponsesRequest;
import dev.hearth.wire.responses.ResponsesStreamWriter;
import dev.hearth.wire.sse.SseEvent;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenAI's Responses. */
final class ResponsesFace implements Face {
  private static final Logger LOG = LoggerFactory.getLogger(ResponsesFace.class);

  private static final String CONTEXT_EXCEEDED = "context_length_exceeded";

  private final Names names;
  private final InstantSource clock;

  ResponsesFace(Names names, InstantSource clock) {
    this.names = names;
    this.clock = clock;
  }

  @Override
  public Protocol protocol() {
    return Protocol.RESPONSES;
  }

  @Override
  public Conversation read(byte[] body) throws MalformedRequest {
    ResponsesRequest request = ResponsesRequest.parse(body);
    if (!request.leftOut().isEmpty()) {
      LOG.debug("A local model has no use for {}; left out.", request.leftOut());
    }
    return new Items(request);
  }

  @Override
  public byte[] error(Refusal refusal) {
    return OpenAiFace.errorBody(refusal);
  }

  @Override
  public void errorEvent(Refusal refusal, EventOut out) throws Cancelled {
    fail(new ResponsesStreamWriter(ReplyFrame.unknown(now()), names), refusal, out);
  }

  /** Codex compacts a conversation that is too long only when a response fails with that code. */
  @Override
  public boolean toldInStream(Refusal refusal) {
    return refusal.contextExceeded();
  }

  @Override
  public byte[] signOfLife() {
    return OpenAiFace.SIGN_OF_LIFE;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static void fail(ResponsesStreamWriter writer, Refusal refusal, EventOut out)
      throws Cancelled {
    send(writer.fail(code(refusal), message(refusal)), out);
  }

  private static String message(Refusal refusal) {
    return refusal.contextExceeded()
        ? OpenAiErrors.contextExceeded(refusal.promptTokens(), refusal.contextTokens())
            .path("error")
            .path("message")
            .asText()
        : refusal.getMessage();
  }

  /** Clients try again unless the code says that it is no use. */
  private static String code(Refusal refusal) {
    if (refusal.contextExceeded()) {
      return CONTEXT_EXCEEDED;
    }
    int status = refusal.status();
    if (status == 429) {
      return "rate_limit_exceeded";
    }
    return status < 500 && status != 408 ? "invalid_prompt" : "server_error";
  }

  private static void send(List<SseEvent> events, EventOut out) throws Cancelled {
    for (SseEvent event : events) {
      out.event(event.type(), event.data());
    }
  }

  private final class Items implements Conversation {
    private final ResponsesRequest request;

    Items(ResponsesRequest request) {
      this.request = request;
    }

    @Override
    public ClientRequest request() {
      return request;
    }

    @Override
    public ChatRequest chat(ReasoningReplay replay, boolean thinkingSwitch) {
      return request.toChat(replay, thinkingSwitch);
    }

    @Override
    public ReplyWriter writer(Outlet outlet) {
      ReplyFrame frame = request.frame(now());
      if (!request.streaming()) {
        return new WholeReply(outlet, () -> new ResponsesReply(frame, names));
      }
      ResponsesStreamWriter writer = new ResponsesStreamWriter(frame, names);
      outlet.failing((refusal, out) -> fail(writer, refusal, out));
      return new StreamedReply(outlet, (delta, out) -> send(writer.write(delta), out));
    }
  }
}
