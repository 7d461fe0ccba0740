package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.EventStrip;
import dev.hearth.desk.controls.EventStrip.Block;
import dev.hearth.desk.controls.EventStrip.Tick;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.HeldSpan;
import dev.hearth.traffic.exchange.StreamEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The events of both lanes in the order they happened, grown as the streams grow. */
final class StreamLines {
  /** A gap this many times the usual one is worth a colour. */
  static final int HOT = 3;

  /** The usual gap of a fast model is below this; nothing shorter is called a stall. */
  private static final long LEAST_STALL = 30_000_000;

  private static final int LATEST = 400;

  private final List<Line> lines = new ArrayList<>();
  private final List<Integer> readOfAttempt = new ArrayList<>();
  private int readOfClient;
  private final long[] lastOfLane = {-1, -1};
  private final long[] gaps = new long[LATEST];
  private int gapCount;
  private int numbered;
  private int lastAttempt;

  /** Where an event passed. */
  enum Lane {
    BACKEND,
    CLIENT
  }

  /**
   * One event.
   *
   * @param index its place in the list
   * @param lane where it passed
   * @param attempt the attempt, 0 for the client's lane
   * @param event the event
   * @param gap since the one before in its lane and attempt, -1 for the first
   * @param call whether it is part of a tool call
   */
  record Line(int index, Lane lane, int attempt, StreamEvent event, long gap, boolean call) {
    /** Whether the stream stood still before it; what the guard held is no stall. */
    boolean stalled(long limit) {
      return lane == Lane.BACKEND && gap > limit;
    }
  }

  /** Reads what is new; answers the new lines. */
  List<Line> read(Exchange exchange) {
    List<Line> fresh = new ArrayList<>();
    for (int i = 0; i < exchange.attempts().size(); i++) {
      Attempt attempt = exchange.attempts().get(i);
      if (readOfAttempt.size() <= i) {
        readOfAttempt.add(0);
      }
      List<StreamEvent> events = attempt.events();
      for (int e = readOfAttempt.get(i); e < events.size(); e++) {
        fresh.add(new Line(0, Lane.BACKEND, attempt.number(), events.get(e), 0, false));
      }
      readOfAttempt.set(i, events.size());
    }
    List<StreamEvent> toClient = exchange.answer().events();
    for (; readOfClient < toClient.size(); readOfClient++) {
      fresh.add(new Line(0, Lane.CLIENT, 0, toClient.get(readOfClient), 0, false));
    }
    fresh.sort((a, b) -> Long.compare(a.event().nanos(), b.event().nanos()));
    List<Line> numbered = fresh.stream().map(this::number).toList();
    lines.addAll(numbered);
    return numbered;
  }

  private Line number(Line line) {
    int lane = line.lane().ordinal();
    long last = lastOfLane[lane];
    boolean first = last < 0 || line.lane() == Lane.BACKEND && line.attempt() != lastAttempt;
    long gap = first ? -1 : Math.max(0, line.event().nanos() - last);
    lastAttempt = line.lane() == Lane.BACKEND ? line.attempt() : lastAttempt;
    lastOfLane[lane] = Math.max(last, line.event().nanos());
    if (gap >= 0 && line.lane() == Lane.BACKEND) {
      gaps[gapCount++ % LATEST] = gap;
    }
    return new Line(
        numbered++, line.lane(), line.attempt(), line.event(), gap, isCall(line.event().data()));
  }

  private static boolean isCall(String data) {
    return data.contains("\"tool_calls\"")
        || data.contains("\"tool_use\"")
        || data.contains("\"response.function_call_arguments.")
        || data.contains("\"response.custom_tool_call_input.")
        || data.contains("\"input_json_delta\"");
  }

  List<Line> all() {
    return lines;
  }

  /** From which gap on the stream stalled. */
  long stall() {
    int n = Math.min(gapCount, LATEST);
    if (n < 3) {
      return Long.MAX_VALUE;
    }
    long[] sorted = Arrays.copyOf(gaps, n);
    Arrays.sort(sorted);
    return Math.max(LEAST_STALL, sorted[n / 2] * HOT);
  }

  /** What the strip shows of it. */
  EventStrip.Content strip(Exchange exchange) {
    long end = Math.max(exchange.summary().timings().total(), last());
    List<Block> blocks = new ArrayList<>();
    for (Attempt attempt : exchange.attempts()) {
      blocks(attempt, end, blocks);
    }
    calls(blocks);
    long stall = stall();
    List<Tick> ticks = new ArrayList<>(lines.size());
    for (Line line : lines) {
      if (line.stalled(stall)) {
        blocks.add(
            new Block(
                line.lane().ordinal(),
                line.event().nanos() - line.gap(),
                line.event().nanos(),
                "color-danger-fg",
                "stall"));
      }
      ticks.add(
          new Tick(
              line.lane().ordinal(),
              line.event().nanos(),
              line.index(),
              line.lane() == Lane.BACKEND ? "hearth-phase-stream" : "hearth-code-key"));
    }
    return new EventStrip.Content(List.of("Backend in", "Client out"), blocks, ticks, end);
  }

  /** Runs of events that carry a tool call. */
  private void calls(List<Block> blocks) {
    for (Lane lane : Lane.values()) {
      long from = -1;
      long to = -1;
      int attempt = 0;
      for (Line line : lines) {
        if (line.lane() != lane) {
          continue;
        }
        if (line.call() && line.attempt() == attempt) {
          from = from < 0 ? line.event().nanos() : from;
          to = line.event().nanos();
        } else {
          if (from >= 0) {
            blocks.add(new Block(lane.ordinal(), from, to, "hearth-teal", "tool call"));
          }
          from = line.call() ? line.event().nanos() : -1;
          to = from;
          attempt = line.attempt();
        }
      }
      if (from >= 0) {
        blocks.add(new Block(lane.ordinal(), from, to, "hearth-teal", "tool call"));
      }
    }
  }

  private static void blocks(Attempt attempt, long end, List<Block> blocks) {
    if (attempt.sentAt() == Attempt.UNKNOWN) {
      return;
    }
    long first = attempt.firstTokenAt() == Attempt.UNKNOWN ? end : attempt.firstTokenAt();
    if (attempt.number() > 1) {
      blocks.add(
          new Block(
              -1,
              attempt.sentAt(),
              attempt.sentAt() + 1,
              "hearth-violet",
              "attempt " + attempt.number()));
    }
    blocks.add(new Block(0, attempt.sentAt(), first, "hearth-phase-prefill", "prefill"));
    for (HeldSpan held : attempt.held()) {
      long to = held.to() == Attempt.UNKNOWN ? end : held.to();
      blocks.add(new Block(1, held.from(), to, "hearth-phase-held", "held: " + held.why()));
    }
  }

  private long last() {
    return Math.max(1, Math.max(lastOfLane[0], lastOfLane[1]));
  }
}
