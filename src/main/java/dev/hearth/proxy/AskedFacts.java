package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendFacts;
import dev.hearth.backend.Credential;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import java.time.Duration;

/** What a server is: when asking it takes a while that is told, and nobody asks once cancelled. */
final class AskedFacts {
  /** Servers answer within milliseconds; those who do not keep the exchange waiting. */
  private static final Duration A_WHILE = Duration.ofMillis(250);

  private final Exchange exchange;
  private boolean answered;

  private AskedFacts(Exchange exchange) {
    this.exchange = exchange;
  }

  static BackendFacts of(Exchange exchange, Backend backend, Credential caller) throws Cancelled {
    if (backend.factsAtHand()) {
      return backend.facts(caller);
    }
    AskedFacts asked = new AskedFacts(exchange);
    Thread teller = Thread.ofVirtual().name("hearth-asking").start(asked::tellAfterAWhile);
    BackendFacts facts;
    try (Cancellation.Guarded _ = exchange.cancellation().interrupting()) {
      facts = backend.facts(caller);
    } finally {
      asked.answered();
      teller.interrupt();
    }
    exchange.cancellation().check();
    return facts;
  }

  private void tellAfterAWhile() {
    try {
      Thread.sleep(A_WHILE);
      tell();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell() {
    if (!answered) {
      exchange.phase(InFlight.Phase.WAITING);
      exchange.tell(at -> new Event.Waiting(at, "The model server is asked what it can do."));
    }
  }

  private synchronized void answered() {
    answered = true;
  }
}
