package dev.hearth.proxy;

import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.EventSink;
import dev.hearth.traffic.Stamp;
import java.time.Instant;
import java.util.function.Function;

/** One request from its first byte to the last byte of its reply: its name, its clock, its fate. */
final class Exchange {
  private final String id;
  private final Instant received;
  private final long start;
  private final Head head;
  private final EventSink sink;
  private final Cancellation cancellation = new Cancellation();
  private volatile Caller caller;
  private volatile String model = "";
  private volatile InFlight.Phase phase = InFlight.Phase.RECEIVED;
  private volatile int attempt;

  Exchange(String id, Head head, Caller caller, EventSink sink, Instant received, long start) {
    this.id = id;
    this.head = head;
    this.caller = caller;
    this.sink = sink;
    this.received = received;
    this.start = start;
  }

  String id() {
    return id;
  }

  Head head() {
    return head;
  }

  Caller caller() {
    return caller;
  }

  Instant received() {
    return received;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** Tells what happened, in the attempt that is going on. */
  void tell(Function<Stamp, Event> event) {
    sink.publish(event.apply(stamp()));
  }

  /** Whether to tell of single events of a stream at all. */
  boolean detailed() {
    return sink.wantsDetails();
  }

  Stamp stamp() {
    return new Stamp(id, attempt, System.nanoTime() - start);
  }

  void attempt(int number) {
    attempt = number;
  }

  int attempt() {
    return attempt;
  }

  void model(String name) {
    model = name;
  }

  void phase(InFlight.Phase now) {
    phase = now;
  }

  /** The conversation the request belongs to, where only its body says it. */
  void session(String session) {
    if (caller.session().isEmpty()) {
      caller = new Caller(caller.client(), caller.userAgent(), caller.address(), session);
    }
  }

  InFlight inFlight() {
    return new InFlight(id, caller, head.method(), head.path(), model, received, phase, attempt);
  }
}
