package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendCall;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendFacts;
import dev.hearth.backend.BackendReply;
import dev.hearth.backend.Credential;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.Usage;
import java.util.Map;

/**
 * Passes on a reply that cannot be put together from a stream without loss: several alternatives,
 * or the probabilities of tokens.
 */
final class WholeReply {
  private static final int LONGEST_REPLY = 64 * 1024 * 1024;

  private final Exchange exchange;
  private final Outlet outlet;

  WholeReply(Exchange exchange, Outlet outlet) {
    this.exchange = exchange;
    this.outlet = outlet;
  }

  /** Asks once, unstreamed. */
  Attempts.Result run(
      byte[] request,
      Backend backend,
      BackendFacts facts,
      Credential caller,
      Map<String, String> headers)
      throws Refusal, Cancelled {
    exchange.attempt(1);
    BackendCall call = backend.conversation(request, caller, facts.kind(), headers);
    try (Cancellation.Guarded _ = exchange.cancellation().during(call::cancel)) {
      exchange.cancellation().check();
      exchange.phase(InFlight.Phase.SENT);
      exchange.tell(
          at ->
              new Event.SentUpstream(
                  at, call.url(), HeaderBag.masked(call.headers()), Payload.json(request)));
      try (BackendReply reply = call.send()) {
        exchange.tell(
            at ->
                new Event.UpstreamAnswered(at, reply.status(), HeaderBag.masked(reply.headers())));
        byte[] body = reply.whole(LONGEST_REPLY);
        exchange.tell(
            at -> new Event.BackendBody(at, new Payload(body, reply.contentType(), body.length)));
        return passedOn(reply, body, facts);
      }
    } catch (BackendException e) {
      exchange.cancellation().check();
      throw BackendRefusals.of(e);
    }
  }

  private Attempts.Result passedOn(BackendReply reply, byte[] body, BackendFacts facts)
      throws Refusal, Cancelled {
    if (reply.status() != 200) {
      throw BackendRefusals.of(
          reply.status(), reply.header("Retry-After"), body, facts.contextSize());
    }
    JsonNode whole =
        Json.parse(body)
            .filter(node -> !node.path("choices").isEmpty())
            .orElseThrow(BackendRefusals::unintelligible);
    outlet.whole(body);
    JsonNode counted = whole.path("usage");
    Usage usage =
        new Usage(
            counted.path("prompt_tokens").asLong(0),
            counted.path("completion_tokens").asLong(0),
            counted.path("prompt_tokens_details").path("cached_tokens").asLong(0),
            0);
    boolean cut = whole.path("choices").path(0).path("finish_reason").asText("").equals("length");
    return new Attempts.Result(
        whole.path("model").asText(""), cut ? Finish.LENGTH : Finish.STOP, usage, usage);
  }
}
