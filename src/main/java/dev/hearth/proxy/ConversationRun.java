package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendFacts;
import dev.hearth.backend.BackendRouter;
import dev.hearth.backend.Credential;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.openai.ChatRequest;
import java.util.Map;

/** One conversation request: from its body to the reply, through queue, attempts and guard. */
final class ConversationRun {
  private final Service service;
  private final Exchange exchange;
  private final Face face;
  private final Outlet outlet;
  private final ProxyConfig config;

  ConversationRun(
      Service service, Exchange exchange, Face face, Outlet outlet, ProxyConfig config) {
    this.service = service;
    this.exchange = exchange;
    this.face = face;
    this.outlet = outlet;
    this.config = config;
  }

  /** Returns when the client has its reply. */
  void run(byte[] body, Credential caller) throws Refusal, Cancelled {
    Conversation conversation = understand(body);
    conversation.check();
    if (conversation.request().streaming()) {
      outlet.streaming();
    }
    try (BackendRouter.Lease lease = lease(conversation.request().model())) {
      serve(conversation, lease, caller);
    }
  }

  private Conversation understand(byte[] body) throws Refusal {
    Conversation conversation = Requests.read(face, body);
    exchange.model(conversation.request().model());
    Callers.sessionIn(conversation.request()).ifPresent(exchange::session);
    exchange.tell(
        at ->
            new Event.Understood(
                at,
                conversation.request().model(),
                conversation.request().streaming(),
                conversation.request().offer().tools().stream().map(ToolSpec::name).toList(),
                conversation.request().messageCount(),
                conversation.request().offer().guarded(),
                Payload.json(body)));
    return conversation;
  }

  private BackendRouter.Lease lease(String model) throws Refusal, Cancelled {
    try (Cancellation.Guarded _ = exchange.cancellation().interrupting()) {
      return service
          .router()
          .acquire(
              ModelNames.real(model),
              why -> {
                exchange.phase(InFlight.Phase.WAITING);
                exchange.tell(at -> new Event.Waiting(at, why));
              });
    } catch (BackendException e) {
      exchange.cancellation().check();
      throw BackendRefusals.of(e);
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }

  private void serve(Conversation conversation, BackendRouter.Lease lease, Credential presented)
      throws Refusal, Cancelled {
    Backend backend = lease.backend();
    lease.onRevoked(() -> exchange.cancellation().cancel(Cancellation.UNLOADED));
    Credential caller =
        new Credentials(new Doorman(config), config.access().ignoreCallerCredential())
            .forBackend(presented, backend.hasKey());
    BackendFacts facts = AskedFacts.of(exchange, backend, caller);
    Preparation preparation =
        new Preparation(facts, lease.model(), config.reasoningReplay(), config.guard());
    ChatRequest chat = preparation.chat(conversation);
    if (config.contextWatch()) {
      ContextWatch.check(exchange, backend, facts, caller, chat);
    }
    UpstreamRequest request = preparation.upstream(conversation, chat);
    Attempts.Result result;
    try (Turnstile.Turn _ = turn(backend, facts)) {
      result = ask(request, conversation, backend, facts, caller);
    }
    if (!outlet.delivered()) {
      exchange.cancellation().cancel(Cancellation.CLIENT);
      throw new Cancelled();
    }
    exchange.tell(
        at ->
            new Event.Finished(
                at,
                result.model(),
                result.finish().name().toLowerCase(java.util.Locale.ROOT),
                result.all(),
                facts.contextSize()));
    service.usage().completed(exchange, result, facts.contextSize());
  }

  private Attempts.Result ask(
      UpstreamRequest request,
      Conversation conversation,
      Backend backend,
      BackendFacts facts,
      Credential caller)
      throws Refusal, Cancelled {
    Map<String, String> headers = service.forwarded(exchange.head(), facts.kind());
    return new Attempts(exchange, outlet, backend, facts, caller, headers, config, service)
        .run(request, conversation, conversation.writer(outlet));
  }

  private Turnstile.Turn turn(Backend backend, BackendFacts facts) throws Refusal, Cancelled {
    boolean serialize =
        switch (config.serialize()) {
          case ON -> true;
          case OFF -> false;
          case AUTO -> facts.slots() == 1;
        };
    return serialize
        ? service
            .turnstile(backend)
            .enter(
                config.limits().queue(),
                exchange.cancellation(),
                place -> {
                  exchange.phase(InFlight.Phase.QUEUED);
                  exchange.tell(at -> new Event.Queued(at, place));
                })
        : Turnstile.Turn.FREE;
  }
}
