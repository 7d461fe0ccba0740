package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendRouter;
import dev.hearth.backend.Credential;
import dev.hearth.backend.OutgoingBody;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one request on a thread of its own, and sees to it that it ends in exactly one way. */
final class ExchangeRun {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeRun.class);

  /** A prompt is seldom longer than this. */
  private static final int SMALL = 1024 * 1024;

  private final Service service;
  private final EventFeed events;
  private final ProxyConfig config;
  private final Doorman doorman;
  private final Exchange exchange;
  private final Head head;
  private final Face face;
  private final Outlet outlet;
  private final Optional<Route> route;
  private final IncomingBody body;

  ExchangeRun(
      Service service,
      EventFeed events,
      ProxyConfig config,
      Doorman doorman,
      Exchange exchange,
      Face face,
      Outlet outlet,
      Optional<Route> route,
      IncomingBody body) {
    this.service = service;
    this.events = events;
    this.config = config;
    this.doorman = doorman;
    this.exchange = exchange;
    this.head = exchange.head();
    this.face = face;
    this.outlet = outlet;
    this.route = route;
    this.body = body;
  }

  void run() {
    try {
      exchange.tell(
          at ->
              new Event.Received(
                  at,
                  exchange.received(),
                  exchange.caller(),
                  face.protocol(),
                  head.method(),
                  head.path(),
                  head.headers().masked()));
      serveOrRefuse();
    } catch (Cancelled e) {
      cancelled();
    } catch (RuntimeException | Error e) {
      LOG.error("Exchange {} failed in a way nobody foresaw", exchange.id(), e);
      internalError();
    }
  }

  private void serveOrRefuse() throws Cancelled {
    try {
      serve();
    } catch (Refusal refusal) {
      body.awaitIfShort();
      outlet.refuse(refusal);
      outlet.delivered();
    }
  }

  private void cancelled() {
    exchange.cancellation().cancel(Cancellation.CLIENT);
    outlet.cut();
    String by = exchange.cancellation().by();
    exchange.tell(at -> new Event.Cancelled(at, by));
  }

  private void internalError() {
    try {
      outlet.refuse(
          new Refusal(
              500, "Hearth itself failed. Its log says why, under the id " + exchange.id() + "."));
    } catch (Cancelled e) {
      cancelled();
    }
  }

  private void serve() throws Refusal, Cancelled {
    head.check();
    doorman.check(head);
    if (doorman.isPreflight(head)) {
      String methods = route.map(Route::allowed).orElse("GET, POST, OPTIONS");
      outlet.empty(204, doorman.preflightHeaders(head, methods));
      return;
    }
    Route found = route.orElseThrow(this::notFound);
    if (head.method().equals("OPTIONS")) {
      outlet.empty(204, Map.of("Allow", found.allowed()));
      return;
    }
    if (head.wantsWebSocket()) {
      // Codex goes over to plain HTTP at once at this status, after minutes at any other.
      throw new Refusal(426, "Hearth speaks no WebSocket. Use plain HTTP with server-sent events.")
          .with("Upgrade", "HTTP/1.1");
    }
    if (!found.accepts(head.method())) {
      throw new Refusal(
              405, "This address takes " + found.allowed() + ", not " + head.method() + ".")
          .with("Allow", found.allowed());
    }
    if (found.kind() == Route.Kind.LOCAL) {
      local(found);
    } else {
      remote(found, admit());
    }
  }

  private Refusal nothingStored() {
    return new Refusal(
        404,
        "Hearth stores no responses, so there is none to get, cancel or delete. Send the whole"
            + " conversation to "
            + head.base()
            + Route.RESPONSES.path()
            + " each time.");
  }

  private Credential admit() throws Refusal {
    return new Credentials(doorman, config.access().ignoreCallerCredential()).admit(head.headers());
  }

  private Refusal notFound() {
    String places =
        Route.resembling(head.path()).stream()
            .map(r -> head.base() + r.path())
            .collect(Collectors.joining(", "));
    return new Refusal(
        404,
        "There is nothing at "
            + head.path()
            + ". Did you mean "
            + places
            + "? The base URL for OpenAI clients is "
            + head.base()
            + "/v1, for Anthropic clients "
            + head.base()
            + ".");
  }

  private void local(Route found) throws Refusal, Cancelled {
    switch (found) {
      case ROOT ->
          outlet.whole(
              Json.bytes(
                  Json.object()
                      .put("name", "hearth")
                      .put("openai_base_url", head.base() + "/v1")
                      .put("anthropic_base_url", head.base())));
      case HEALTH_OF_HEARTH -> outlet.whole(Json.bytes(Json.object().put("status", "ok")));
      case USAGE -> {
        admit();
        Optional<byte[]> document = service.usage().document().map(Json::bytes);
        if (document.isPresent()) {
          outlet.whole(document.get());
        } else {
          outlet.empty(204, Map.of());
        }
      }
      case METRICS -> {
        admit();
        outlet.metrics(
            service
                .metrics()
                .orElseThrow(
                    () ->
                        new Refusal(
                            404,
                            "Metrics are switched off. Switch them on in Hearth's settings, or"
                                + " start it with --metrics.")));
      }
      default -> {
        admit();
        if (!Doorman.isLoopback(head.address())) {
          throw new Refusal(403, "The event feed is for programs on this machine only.");
        }
        events.watch(outlet, exchange.cancellation());
      }
    }
  }

  private void remote(Route found, Credential caller) throws Refusal, Cancelled {
    switch (found.kind()) {
      case CONVERSATION ->
          new ConversationRun(service, exchange, face, outlet, config).run(wholeBody(), caller);
      case STORED -> throw nothingStored();
      case COUNT -> count(caller);
      case MODELS -> models(caller);
      default -> passed(found, caller);
    }
  }

  private void count(Credential presented) throws Refusal, Cancelled {
    byte[] bytes = wholeBody();
    Backend backend = current();
    Credential caller = forBackend(presented, backend);
    if (AskedFacts.of(exchange, backend, caller).kind().speaksMessages()) {
      new PassThrough(service, exchange, outlet)
          .run(backend, Route.COUNT_TOKENS.path(), Optional.of(OutgoingBody.json(bytes)), caller);
    } else {
      new TokenCountRun(exchange, outlet, config.reasoningReplay()).run(bytes, backend, caller);
    }
  }

  private byte[] wholeBody() throws Refusal, Cancelled {
    return Requests.decoded(body.whole(), head.headers(), config.limits().body());
  }

  private void models(Credential caller) throws Refusal, Cancelled {
    List<BackendRouter.ServedModel> served = service.router().models();
    Protocol shape = wantsAnthropicList() ? Protocol.ANTHROPIC : Protocol.OPENAI;
    if (!served.isEmpty()) {
      new ModelListRun(exchange, outlet, shape).run(served);
    } else if (shape == Protocol.ANTHROPIC) {
      Backend backend = current();
      new ModelListRun(exchange, outlet, shape).run(backend, forBackend(caller, backend));
    } else {
      passed(Route.MODELS, caller);
    }
  }

  private boolean wantsAnthropicList() {
    return head.headers().has("anthropic-version");
  }

  private void passed(Route found, Credential caller) throws Refusal, Cancelled {
    Backend backend = current();
    Optional<OutgoingBody> outgoing =
        head.method().equals("POST") ? Optional.of(outgoing()) : Optional.empty();
    new PassThrough(service, exchange, outlet)
        .run(backend, found.backendPath(head.path()), outgoing, forBackend(caller, backend));
  }

  /**
   * A large plain body is handed on while it arrives. A small one is read first, so that it can be
   * sent again when the connection kept to the backend turns out to be dead; a packed one is
   * unpacked, as it is elsewhere.
   */
  private OutgoingBody outgoing() throws Refusal, Cancelled {
    String type = head.headers().text("Content-Type");
    long length = head.contentLength();
    boolean small = length >= 0 && length <= SMALL;
    return small || head.headers().has("Content-Encoding")
        ? new OutgoingBody.Whole(type, wholeBody())
        : body.passedOn(type);
  }

  private Backend current() throws Refusal {
    return service
        .router()
        .current()
        .orElseThrow(
            () ->
                new Refusal(
                    503,
                    "No model server is running. Start one in Hearth, or send a chat request for a"
                        + " model Hearth can start."));
  }

  private Credential forBackend(Credential caller, Backend backend) throws Refusal {
    return new Credentials(doorman, config.access().ignoreCallerCredential())
        .forBackend(caller, backend.hasKey());
  }
}
