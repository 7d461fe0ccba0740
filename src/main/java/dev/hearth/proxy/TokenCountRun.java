package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.Credential;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.Usage;
import dev.hearth.wire.anthropic.MessagesRequest;
import dev.hearth.wire.anthropic.Translation;
import dev.hearth.wire.openai.ChatRequest;
import java.util.Locale;
import java.util.OptionalLong;

/** Counts the tokens of a prompt without running it. */
final class TokenCountRun {
  private final Exchange exchange;
  private final Outlet outlet;
  private final ReasoningReplay replay;

  TokenCountRun(Exchange exchange, Outlet outlet, ReasoningReplay replay) {
    this.exchange = exchange;
    this.outlet = outlet;
    this.replay = replay;
  }

  void run(byte[] body, Backend backend, Credential caller) throws Refusal, Cancelled {
    MessagesRequest request = read(body);
    exchange.model(request.model());
    exchange.tell(
        at ->
            new Event.Understood(
                at,
                request.model(),
                false,
                request.offer().tools().stream().map(ToolSpec::name).toList(),
                request.messageCount(),
                false,
                Payload.json(body)));
    ChatRequest chat = request.toChat(new Translation(replay, false));
    OptionalLong counted = backend.promptTokens(chat.body(), caller);
    exchange.cancellation().check();
    long tokens = counted.orElseGet(() -> estimate(chat));
    outlet.whole(Json.bytes(Json.object().put("input_tokens", tokens)));
    exchange.tell(
        at ->
            new Event.Finished(
                at,
                request.model(),
                Finish.STOP.name().toLowerCase(Locale.ROOT),
                Usage.NONE,
                backend.knownFacts().contextSize()));
  }

  private long estimate(ChatRequest chat) {
    long tokens = Math.max(1, chat.body().length / ContextWatch.USUAL_CHARS_PER_TOKEN);
    exchange.tell(
        at ->
            new Event.Noted(
                at,
                "context",
                "The model server cannot count tokens: "
                    + tokens
                    + " is estimated from the request's length."));
    return tokens;
  }

  private static MessagesRequest read(byte[] body) throws Refusal {
    try {
      return MessagesRequest.parseForCounting(body);
    } catch (MalformedRequest e) {
      throw Refusal.badRequest(e.getMessage()).at(e.path());
    }
  }
}
