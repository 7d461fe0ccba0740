package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendCall;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendReply;
import dev.hearth.backend.Credential;
import dev.hearth.backend.OutgoingBody;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Usage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hands a request on and its reply back, unread. */
final class PassThrough {
  private static final int READ = 16 * 1024;

  private final Service service;
  private final Exchange exchange;
  private final Outlet outlet;

  PassThrough(Service service, Exchange exchange, Outlet outlet) {
    this.service = service;
    this.exchange = exchange;
    this.outlet = outlet;
  }

  /** Returns when the client has the reply. */
  void run(Backend backend, String path, Optional<OutgoingBody> body, Credential caller)
      throws Refusal, Cancelled {
    Head head = exchange.head();
    AskedFacts.of(exchange, backend, caller);
    BackendCall call =
        backend.call(
            head.isHead() ? "GET" : head.method(),
            path + head.query(),
            body,
            caller,
            service.forwarded(head, backend.knownFacts().kind()));
    exchange.attempt(1);
    try (Cancellation.Guarded _ = exchange.cancellation().during(call::cancel)) {
      exchange.cancellation().check();
      exchange.phase(InFlight.Phase.SENT);
      exchange.tell(
          at ->
              new Event.SentUpstream(
                  at, call.url(), HeaderBag.masked(call.headers()), Payload.NONE));
      try (BackendReply reply = call.send()) {
        exchange.tell(
            at ->
                new Event.UpstreamAnswered(at, reply.status(), HeaderBag.masked(reply.headers())));
        exchange.phase(InFlight.Phase.STREAMING);
        copy(reply);
      } finally {
        call.cancel();
      }
    } catch (BackendException e) {
      exchange.cancellation().check();
      if (e.getCause() != null && e.getCause().getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw BackendRefusals.of(e);
    }
    exchange.tell(
        at ->
            new Event.Finished(at, "", Finish.STOP.name().toLowerCase(Locale.ROOT), Usage.NONE, 0));
  }

  private void copy(BackendReply reply) throws BackendException, Cancelled {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!reply.contentType().isEmpty()) {
      headers.put("Content-Type", reply.contentType());
    }
    reply.header("Retry-After").ifPresent(value -> headers.put("Retry-After", value));
    byte[] buffer = new byte[READ];
    int count = reply.read(buffer);
    outlet.open(reply.status(), headers);
    while (count >= 0) {
      if (!exchange.head().isHead()) {
        outlet.bytes(buffer, count);
      }
      count = reply.read(buffer);
    }
    outlet.endStream();
    outlet.delivered();
  }
}
