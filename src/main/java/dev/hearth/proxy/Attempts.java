package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendCall;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendFacts;
import dev.hearth.backend.BackendReply;
import dev.hearth.backend.Credential;
import dev.hearth.guard.Budget;
import dev.hearth.guard.Correction;
import dev.hearth.guard.Gate;
import dev.hearth.guard.GuardSettings;
import dev.hearth.guard.Verdict;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.Usage;
import java.util.Map;
import java.util.Optional;

/** Asks the model, and asks again with a correction as long as the guard wants and may. */
final class Attempts {
  /** All that a conversation came to. */
  record Result(String model, Finish finish, Usage last, Usage all) {}

  private static final int LONGEST_ERROR = 256 * 1024;
  private static final String NOTHING_USABLE =
      "The model gave no usable answer, although it was asked several times.";

  private final Exchange exchange;
  private final Outlet outlet;
  private final Backend backend;
  private final BackendFacts facts;
  private final Credential credential;
  private final Map<String, String> headers;
  private final GuardSettings settings;
  private final Service service;
  private final LoadWait loading;
  private Usage all = Usage.NONE;

  Attempts(
      Exchange exchange,
      Outlet outlet,
      Backend backend,
      BackendFacts facts,
      Credential credential,
      Map<String, String> headers,
      ProxyConfig config,
      Service service) {
    this.exchange = exchange;
    this.outlet = outlet;
    this.backend = backend;
    this.facts = facts;
    this.credential = credential;
    this.headers = headers;
    this.settings = config.guard();
    this.service = service;
    this.loading = new LoadWait(exchange, backend, credential, config.pace().load());
  }

  /** Runs until there is a reply for the client, which the writer has got when this returns. */
  Result run(UpstreamRequest first, Conversation conversation, ReplyWriter writer)
      throws Refusal, Cancelled {
    Budget budget = new Budget(settings);
    UpstreamRequest request = first;
    boolean thinking = false;
    for (int number = 1; ; number++) {
      exchange.attempt(number);
      exchange.cancellation().check();
      boolean continuing = writer.begin();
      Optional<Gate> gate = gate(conversation, continuing, thinking);
      Optional<AttemptOutcome> answered = ask(request, writer, gate);
      if (answered.isEmpty()) {
        request = afterRejection(request, budget);
        continue;
      }
      AttemptOutcome outcome = answered.get();
      all = sum(all, outcome.usage());
      if (gate.isEmpty()) {
        return finished(outcome, outcome.finish(), writer);
      }
      Verdict verdict = outcome.verdict().orElseThrow();
      if (!(verdict instanceof Verdict.Rejected rejected)) {
        Traces.judged(exchange, gate.get(), verdict, false);
        return finished(outcome, outcome.finish(), writer);
      }
      boolean another = budget.spend(rejected.correction().cost());
      Traces.judged(exchange, gate.get(), verdict, another);
      if (!another) {
        return giveUp(outcome, rejected, writer);
      }
      Traces.nudged(exchange, rejected.correction(), budget);
      thinking |= gate.get().sawUnopenedThought();
      request = request.appending(outcome.thoughts().before(rejected.correction().messages()));
    }
  }

  private Optional<Gate> gate(Conversation conversation, boolean continuing, boolean thinking) {
    return conversation.request().offer().guarded()
        ? Optional.of(
            service
                .guard()
                .gate(
                    conversation.request().offer(),
                    settings,
                    continuing,
                    thinking,
                    () -> "call_" + service.names().get()))
        : Optional.empty();
  }

  private Result giveUp(AttemptOutcome outcome, Verdict.Rejected rejected, ReplyWriter writer)
      throws Refusal, Cancelled {
    String text = rejected.lastResort();
    if (text.isBlank() && !writer.prose()) {
      text = NOTHING_USABLE;
    }
    if (!text.isEmpty()) {
      // What went out before stands above; this is a paragraph of its own.
      writer.write(new Delta.Text(writer.prose() ? "\n\n" + text : text));
    }
    Finish finish = outcome.finish() == Finish.LENGTH ? Finish.LENGTH : Finish.STOP;
    writer.write(new Delta.Tokens(outcome.usage()));
    writer.write(new Delta.Ended(finish));
    return finished(outcome, finish, writer);
  }

  private Result finished(AttemptOutcome outcome, Finish finish, ReplyWriter writer)
      throws Refusal, Cancelled {
    try {
      writer.end();
    } catch (MalformedReply e) {
      throw BackendRefusals.brokenOff();
    }
    return new Result(outcome.model(), finish, outcome.usage(), all);
  }

  private UpstreamRequest afterRejection(UpstreamRequest request, Budget budget) throws Refusal {
    Correction correction = RejectedGeneration.correction();
    if (!budget.spend(correction.cost())) {
      throw new Refusal(
          500, "The model server could not read the calls its model wrote, several times.");
    }
    Traces.nudged(exchange, correction, budget);
    return request.appending(correction.messages());
  }

  /** Nothing when the server itself rejected what its model wrote. */
  private Optional<AttemptOutcome> ask(
      UpstreamRequest request, ReplyWriter writer, Optional<Gate> gate) throws Refusal, Cancelled {
    byte[] body = request.body();
    while (true) {
      BackendCall call = backend.conversation(body, credential, facts.kind(), headers);
      try (Cancellation.Guarded _ = exchange.cancellation().during(call::cancel)) {
        exchange.cancellation().check();
        exchange.phase(InFlight.Phase.SENT);
        exchange.tell(
            at ->
                new Event.SentUpstream(
                    at, call.url(), HeaderBag.masked(call.headers()), Payload.json(body)));
        try (BackendReply reply = call.send()) {
          exchange.tell(
              at ->
                  new Event.UpstreamAnswered(
                      at, reply.status(), HeaderBag.masked(reply.headers())));
          if (reply.status() == 200) {
            return Optional.of(read(call, reply, writer, gate));
          }
          if (failed(reply, gate.isPresent())) {
            return Optional.empty();
          }
        }
      } catch (BackendException e) {
        exchange.cancellation().check();
        backend.askAgain();
        throw BackendRefusals.of(e);
      }
      loading.await();
    }
  }

  private AttemptOutcome read(
      BackendCall call, BackendReply reply, ReplyWriter writer, Optional<Gate> gate)
      throws Refusal, Cancelled {
    try (Outlet.Gathering _ = outlet.gatheringFrom(reply)) {
      return new Attempt(exchange, writer, gate, facts, service.names()).read(call, reply);
    }
  }

  /**
   * Throws what the client is told, unless the server is only loading its model.
   *
   * @return whether the server rejected what its model wrote
   */
  private boolean failed(BackendReply reply, boolean guarded) throws BackendException, Refusal {
    byte[] body = reply.upTo(LONGEST_ERROR);
    exchange.tell(
        at -> new Event.BackendBody(at, new Payload(body, reply.contentType(), body.length)));
    if (reply.status() == 503 && BackendRefusals.isLoading(body)) {
      backend.askAgain();
      return false;
    }
    if (guarded && RejectedGeneration.recognise(reply.status(), body)) {
      return true;
    }
    throw BackendRefusals.of(
        reply.status(), reply.header("Retry-After"), body, facts.contextSize());
  }

  private static Usage sum(Usage a, Usage b) {
    return new Usage(
        a.prompt() + b.prompt(),
        a.completion() + b.completion(),
        a.cached() + b.cached(),
        a.cacheWritten() + b.cacheWritten());
  }
}
