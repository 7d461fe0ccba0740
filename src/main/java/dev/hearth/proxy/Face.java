package dev.hearth.proxy;

import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.Protocol;
import java.util.function.Supplier;

/** How one protocol reads requests and writes replies and errors. */
interface Face {
  Protocol protocol();

  /** Understands a request's body. */
  Conversation read(byte[] body) throws MalformedRequest;

  /** An error as a body. */
  byte[] error(Refusal refusal);

  /** Ends an open stream with an error. */
  void errorEvent(Refusal refusal, EventOut out) throws Cancellation.Cancelled;

  /** Whether a client that wants a stream heeds this error only inside one. */
  default boolean toldInStream(Refusal refusal) {
    return false;
  }

  /** A sign of life for an open stream. */
  byte[] signOfLife();

  /** Takes a stream's events. */
  interface EventOut {
    /** Sends one event. */
    void event(String type, String data) throws Cancellation.Cancelled;
  }

  /** Ends an open stream with an error that fits what went before. */
  interface Failing {
    void tell(Refusal refusal, EventOut out) throws Cancellation.Cancelled;
  }

  /** Fresh random names for replies and calls. */
  interface Names extends Supplier<String> {}
}
