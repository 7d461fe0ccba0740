package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.openai.ChatRequest;
import dev.hearth.wire.openai.OpenAiErrors;
import dev.hearth.wire.responses.ReplyFrame;
import dev.hearth.wire.responses.ResponsesReply;
import dev.hearth.wire.responses.ResponsesRequest;
import dev.hearth.wire.responses.ResponsesStreamWriter;
import dev.hearth.wire.sse.SseEvent;
import dev.hearth.wire.sse.SseWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenAI's Responses. */
final class ResponsesFace implements Face {
  private static final Logger LOG = LoggerFactory.getLogger(ResponsesFace.class);

  private static final byte[] SIGN_OF_LIFE = SseWriter.comment("hearth: still working");
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
    return Json.bytes(
        refusal.contextExceeded()
            ? OpenAiErrors.contextExceeded(refusal.promptTokens(), refusal.contextTokens())
            : OpenAiErrors.error(refusal.status(), refusal.getMessage(), refusal.field()));
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
    return SIGN_OF_LIFE;
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
      return request.itemCount();
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
      return request.toChat(replay, thinkingSwitch);
    }

    @Override
    public ReplyWriter writer(Outlet outlet) {
      ReplyFrame frame = request.frame(now());
      return request.streaming() ? new Streamed(outlet, frame) : new Whole(outlet, frame);
    }
  }

  private final class Streamed implements ReplyWriter {
    private final Outlet outlet;
    private final ResponsesStreamWriter writer;
    private boolean prose;

    Streamed(Outlet outlet, ReplyFrame frame) {
      this.outlet = outlet;
      this.writer = new ResponsesStreamWriter(frame, names);
      outlet.failing((refusal, out) -> fail(writer, refusal, out));
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
      send(writer.write(delta), outlet);
    }

    @Override
    public void end() {
      outlet.endStream();
    }
  }

  private final class Whole implements ReplyWriter {
    private final Outlet outlet;
    private final ReplyFrame frame;
    private ResponsesReply reply;
    private boolean prose;

    Whole(Outlet outlet, ReplyFrame frame) {
      this.outlet = outlet;
      this.frame = frame;
      begin();
    }

    @Override
    public boolean begin() {
      reply = new ResponsesReply(frame, names);
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
