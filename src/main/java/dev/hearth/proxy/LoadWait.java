package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendCall;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendReply;
import dev.hearth.backend.Credential;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Waits for a model server that is still loading its model. */
final class LoadWait {
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
  private static final Duration COME_BACK = Duration.ofSeconds(10);

  private final Exchange exchange;
  private final Backend backend;
  private final Credential credential;
  private final Duration limit;
  private long deadline;

  LoadWait(Exchange exchange, Backend backend, Credential credential, Duration limit) {
    this.exchange = exchange;
    this.backend = backend;
    this.credential = credential;
    this.limit = limit;
  }

  /** Returns when the server says it is ready; refuses when that takes too long. */
  void await() throws Refusal, Cancelled {
    if (deadline == 0) {
      deadline = System.nanoTime() + limit.toNanos();
      exchange.phase(InFlight.Phase.WAITING);
      exchange.tell(at -> new Event.Waiting(at, "The model server is still loading its model."));
    }
    do {
      if (System.nanoTime() - deadline > 0) {
        throw new Refusal(503, "The model server is still loading its model. Try again soon.")
            .retryAfter(COME_BACK);
      }
      pause();
    } while (!ready());
  }

  private void pause() throws Cancelled {
    try (Cancellation.Guarded _ = exchange.cancellation().interrupting()) {
      Thread.sleep(BETWEEN_QUESTIONS);
    } catch (InterruptedException e) {
      exchange.cancellation().check();
    }
  }

  private boolean ready() throws Refusal, Cancelled {
    BackendCall call = backend.call("GET", "/health", Optional.empty(), credential, Map.of());
    try (Cancellation.Guarded _ = exchange.cancellation().during(call::cancel);
        BackendReply reply = call.send()) {
      return reply.status() != 503;
    } catch (BackendException e) {
      exchange.cancellation().check();
      throw BackendRefusals.of(e);
    }
  }
}
