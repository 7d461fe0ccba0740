package dev.hearth.proxy;

import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.ReplyAssembly;
import java.util.function.Supplier;

/** One object at the end, put together from deltas. */
final class WholeReply implements ReplyWriter {
  private final Outlet outlet;
  private final Supplier<ReplyAssembly> fresh;
  private ReplyAssembly reply;
  private boolean prose;

  /**
   * @param fresh an empty reply for each attempt; only the last one's counts
   */
  WholeReply(Outlet outlet, Supplier<ReplyAssembly> fresh) {
    this.outlet = outlet;
    this.fresh = fresh;
    begin();
  }

  @Override
  public boolean begin() {
    reply = fresh.get();
    prose = false;
    return false;
  }

  @Override
  public boolean prose() {
    return prose;
  }

  @Override
  public void write(Delta delta) {
    prose |= delta instanceof Delta.Text;
    reply.add(delta);
  }

  @Override
  public void end() throws Cancelled {
    outlet.whole(Json.bytes(reply.whole()));
  }
}
