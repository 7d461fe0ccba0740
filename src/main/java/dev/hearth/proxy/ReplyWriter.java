package dev.hearth.proxy;

import dev.hearth.backend.BackendKind;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Delta;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.sse.SseEvent;

/** Writes one reply to the client, whole or as a stream. One thread uses it. */
interface ReplyWriter {
  /**
   * An attempt begins. What earlier attempts produced counts only if the client has it already.
   *
   * @return whether prose of an earlier attempt has gone to the client
   */
  boolean begin();

  /** Whether the reply, as the client has it or will have it, contains prose. */
  boolean prose();

  /** The next piece of the reply. */
  void write(Delta delta) throws Cancelled;

  /**
   * Whether {@link #relay} takes the stream of a backend of this kind, its events as they come,
   * instead of deltas.
   */
  default boolean relays(BackendKind kind) {
    return false;
  }

  /** Whether deltas would lose part of the reply, so that only events will do. */
  default boolean relaysOnly() {
    return false;
  }

  /** One event of the backend as it came. */
  default void relay(SseEvent event) throws Cancelled, MalformedReply {
    throw new UnsupportedOperationException();
  }

  /** The reply is complete. */
  void end() throws Cancelled, MalformedReply;
}
