package dev.hearth.proxy;

import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Delta;

/** A stream of Hearth's own making. */
final class StreamedReply implements ReplyWriter {
  /** Says deltas in the client's protocol. */
  interface Speaker {
    void say(Delta delta, Face.EventOut out) throws Cancelled;

    /** What follows the last delta, if anything. */
    default void farewell(Face.EventOut out) throws Cancelled {}
  }

  private final Outlet outlet;
  private final Speaker speaker;
  private boolean prose;

  StreamedReply(Outlet outlet, Speaker speaker) {
    this.outlet = outlet;
    this.speaker = speaker;
  }

  @Override
  public boolean begin() {
    return prose;
  }

  @Override
  public boolean prose() {
    return prose;
  }

  @Override
  public void write(Delta delta) throws Cancelled {
    prose |= delta instanceof Delta.Text;
    if (delta instanceof Delta.Ended) {
      outlet.finishing();
    }
    speaker.say(delta, outlet);
  }

  @Override
  public void end() throws Cancelled {
    outlet.finishing();
    speaker.farewell(outlet);
    outlet.endStream();
  }
}
