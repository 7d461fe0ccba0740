package dev.hearth.guard;

import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads one attempt's reply as it streams, lets through at once what cannot be part of a call, and
 * judges the whole at the end. One gate serves one attempt and one thread.
 */
public final class Gate {
  private final ToolOffer offer;
  private final boolean continuing;
  private final StringBuilder output = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final Map<Integer, Parts> calls = new TreeMap<>();
  private Delta.Ended ended = new Delta.Ended(Finish.STOP);

  private static final class Parts {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  /**
   * @param offer what the client lets the model call
   * @param settings what the user lets the guard do
   * @param continuing whether prose of an earlier attempt has already gone to the client, so that
   *     this attempt's own leading prose is dropped
   */
  public Gate(ToolOffer offer, GuardSettings settings, boolean continuing) {
    this.offer = offer;
    this.continuing = continuing;
  }

  /** Takes the next delta and answers with what may happen now, in order. */
  public List<Passage> accept(Delta delta) {
    return switch (delta) {
      case Delta.Text text -> {
        output.append(text.text());
        yield continuing && offer.guarded() ? List.of() : List.of(new Passage.Released(delta));
      }
      case Delta.Reasoning thought -> {
        reasoning.append(thought.text());
        yield List.of(new Passage.Released(delta));
      }
      case Delta.CallStart start -> {
        Parts parts = calls.computeIfAbsent(start.index(), _ -> new Parts());
        parts.id = start.id();
        parts.name = start.name();
        yield List.of();
      }
      case Delta.CallArguments more -> {
        calls.computeIfAbsent(more.index(), _ -> new Parts()).arguments.append(more.fragment());
        yield List.of();
      }
      case Delta.Ended end -> {
        ended = end;
        yield List.of();
      }
      case Delta.Opened _, Delta.Prefill _, Delta.Tokens _ -> List.of(new Passage.Released(delta));
    };
  }

  /**
   * Whether the reply is already lost (it repeats itself without end): cancel the attempt and call
   * {@link #end()}.
   */
  public boolean mustStop() {
    return false;
  }

  /**
   * Judges the reply. On acceptance the last passage releases the {@link Delta.Ended}; a rejected
   * reply ends without one.
   */
  public Judgement end() {
    List<Passage> passages = new ArrayList<>();
    List<ToolCall> made = produced();
    for (int i = 0; i < made.size(); i++) {
      ToolCall call = made.get(i);
      passages.add(new Passage.Released(new Delta.CallStart(i, call.id(), call.name())));
      passages.add(new Passage.Released(new Delta.CallArguments(i, call.arguments())));
    }
    passages.add(new Passage.Released(ended));
    return new Judgement(passages, new Verdict.Accepted(made));
  }

  /** The visible text the model produced so far, calls written as text included. */
  public String output() {
    return output.toString();
  }

  /** What the model thought so far. */
  public String reasoning() {
    return reasoning.toString();
  }

  /** The native calls the model produced so far, as it produced them. */
  public List<ToolCall> produced() {
    return calls.values().stream()
        .map(p -> new ToolCall(p.id, p.name, p.arguments.toString()))
        .toList();
  }
}
