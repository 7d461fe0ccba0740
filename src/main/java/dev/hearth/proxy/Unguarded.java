package dev.hearth.proxy;

import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.wire.Delta;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ThinkingSplitter;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands on a reply that nobody guards: the server's own words, unless it begins like thinking left
 * in the text, which has to be told apart.
 */
final class Unguarded {
  private enum Way {
    UNDECIDED,
    RELAYED,
    WRITTEN
  }

  private record Held(SseEvent event, List<Delta> deltas) {}

  /** What marks of thinking begin with. */
  private static final String MARKS = "<[◁";

  private final ReplyWriter writer;
  private final ThinkingSplitter splitter = new ThinkingSplitter();
  private final List<Held> held = new ArrayList<>();
  private Way way;

  /**
   * @param relayable whether the server's events are what the writer could pass on
   */
  Unguarded(ReplyWriter writer, boolean relayable) {
    this.writer = writer;
    way = !relayable ? Way.WRITTEN : writer.relaysOnly() ? Way.RELAYED : Way.UNDECIDED;
  }

  /** One event and what it says. */
  void event(SseEvent event, List<Delta> deltas) throws Cancelled, MalformedReply {
    switch (way) {
      case RELAYED -> relay(event, deltas);
      case WRITTEN -> write(deltas);
      case UNDECIDED -> {
        held.add(new Held(event, deltas));
        decide(deltas);
      }
    }
  }

  /** What is said without an event. */
  void said(List<Delta> deltas) throws Cancelled, MalformedReply {
    if (way == Way.UNDECIDED) {
      go(Way.RELAYED);
    }
    if (way == Way.WRITTEN) {
      write(deltas);
    }
  }

  private void decide(List<Delta> deltas) throws Cancelled, MalformedReply {
    for (Delta delta : deltas) {
      switch (delta) {
        case Delta.Text(String words) -> {
          String begun = words.stripLeading();
          if (!begun.isEmpty()) {
            go(MARKS.indexOf(begun.charAt(0)) < 0 ? Way.RELAYED : Way.WRITTEN);
            return;
          }
        }
        case Delta.Reasoning _,
            Delta.CallStart _,
            Delta.CallArguments _,
            Delta.Signature _,
            Delta.Foreign _,
            Delta.Ended _ -> {
          go(Way.RELAYED);
          return;
        }
        case Delta.Opened _, Delta.Prefill _, Delta.Tokens _ -> {}
      }
    }
  }

  private void go(Way chosen) throws Cancelled, MalformedReply {
    way = chosen;
    for (Held one : held) {
      event(one.event(), one.deltas());
    }
    held.clear();
  }

  private void relay(SseEvent event, List<Delta> deltas) throws Cancelled, MalformedReply {
    if (deltas.isEmpty() || !(deltas.getLast() instanceof Delta.Ended)) {
      writer.relay(event);
    }
  }

  private void write(List<Delta> deltas) throws Cancelled {
    for (Delta delta : deltas) {
      for (Delta part : splitter.split(delta)) {
        writer.write(part);
      }
    }
  }
}
