package dev.hearth.proxy;

import dev.hearth.backend.BackendKind;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Delta;
import dev.hearth.wire.EventCollector;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.sse.SseEvent;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One object at the end: the backend's own where nobody guards it, else one made of deltas. */
final class CollectedReply implements ReplyWriter {
  private final Outlet outlet;
  private final WholeReply written;
  private final Own own;
  private EventCollector collector;
  private boolean relayed;

  /**
   * Which backends' own objects will do.
   *
   * @param kinds backends that speak the client's protocol
   * @param only whether nothing else will do
   * @param fresh an empty object for each attempt
   */
  record Own(
      Predicate<BackendKind> kinds, boolean only, Supplier<? extends EventCollector> fresh) {}

  CollectedReply(Outlet outlet, WholeReply written, Own own) {
    this.outlet = outlet;
    this.written = written;
    this.own = own;
    this.collector = own.fresh().get();
  }

  @Override
  public boolean begin() {
    collector = own.fresh().get();
    relayed = false;
    return written.begin();
  }

  @Override
  public boolean prose() {
    return written.prose();
  }

  @Override
  public boolean relays(BackendKind kind) {
    return own.kinds().test(kind);
  }

  @Override
  public boolean relaysOnly() {
    return own.only();
  }

  @Override
  public void relay(SseEvent event) throws MalformedReply {
    relayed = true;
    collector.add(event.data());
  }

  @Override
  public void write(Delta delta) {
    written.write(delta);
  }

  @Override
  public void end() throws Cancelled, MalformedReply {
    if (relayed) {
      outlet.whole(Json.bytes(collector.whole()));
    } else {
      written.end();
    }
  }
}
