package dev.hearth.guard;

import dev.hearth.guard.names.ToolNames;
import dev.hearth.guard.rescue.Ending;
import dev.hearth.guard.rescue.Scanner;
import dev.hearth.guard.rescue.Sink;
import dev.hearth.guard.rescue.WrittenCall;
import dev.hearth.guard.schema.ArgumentCheck;
import dev.hearth.guard.schema.SchemaCache;
import dev.hearth.guard.text.Repetition;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads one attempt's reply as it streams, lets through at once what cannot be part of a call, and
 * judges the whole at the end. What it answers depends on the deltas only, not on where the stream
 * was cut into pieces. One gate serves one attempt and one thread.
 */
public final class Gate {
  private final boolean guarded;
  private final boolean continuing;
  private final boolean proseWaits;
  private final GuardSettings settings;
  private final ToolNames tools;
  private final Judge judge;
  private final Scanner scanner;
  private final CallIds ids;
  private final StringBuilder output = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder released = new StringBuilder();
  private final NativeCalls calls = new NativeCalls();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Delta> waiting = new ArrayList<>();
  private final Repetition textRepetition = new Repetition(Repetition.PROSE);
  private final Repetition thoughtRepetition = new Repetition(Repetition.PROSE);
  private List<Passage> now = new ArrayList<>(4);
  private Delta.Ended ended = new Delta.Ended(Finish.STOP);
  private boolean called;
  private int kept;
  private int holding;
  private boolean lost;
  private boolean unopenedThought;
  private int answerFrom;

  /**
   * @param offer what the client lets the model call
   * @param settings what the user lets the guard do
   * @param continuing whether prose of an earlier attempt has already gone to the client, so that
   *     this attempt's own leading prose is dropped
   */
  public Gate(ToolOffer offer, GuardSettings settings, boolean continuing) {
    this(offer, settings, continuing, false, null, new ArgumentCheck(new SchemaCache()));
  }

  Gate(
      ToolOffer offer,
      GuardSettings settings,
      boolean continuing,
      boolean thinking,
      Supplier<String> callIds,
      ArgumentCheck check) {
    this.settings = settings;
    this.continuing = continuing;
    guarded = offer.guarded();
    boolean respond = RespondTool.applies(offer, settings);
    List<ToolSpec> known = new ArrayList<>(offer.tools());
    if (respond) {
      known.add(RespondTool.spec());
    }
    tools = new ToolNames(guarded ? known : List.of());
    boolean mustCall =
        settings.textPolicy() != TextPolicy.AUTO
            || offer.choice() instanceof ToolChoice.Required
            || offer.choice() instanceof ToolChoice.Named;
    proseWaits =
        guarded && (continuing || mustCall && settings.enforces(Rule.PROSE_INSTEAD_OF_CALL));
    CallReview review = new CallReview(tools, offer.choice(), settings, check);
    judge = new Judge(tools, offer.choice(), offer.parallel(), settings, respond, review);
    ids = new CallIds(callIds != null ? callIds : CallIds.from(output, reasoning));
    scanner = new Scanner(tools, rescues(), thinking, new Reader());
  }

  private boolean rescues() {
    return guarded && settings.enforces(Rule.CALL_AS_TEXT);
  }

  /** Takes the next delta and answers with what may happen now, in order. */
  public List<Passage> accept(Delta delta) {
    now = new ArrayList<>(4);
    switch (delta) {
      case Delta.Text text -> text(text.text());
      case Delta.Reasoning thought -> thought(thought.text());
      case Delta.CallStart start -> start(start);
      case Delta.CallArguments more -> arguments(more);
      case Delta.Ended end -> ended = end;
      case Delta.Foreign _ -> foreign(delta);
      case Delta.Opened _, Delta.Prefill _, Delta.Tokens _, Delta.Signature _ -> release(delta);
    }
    return now;
  }

  private void release(Delta delta) {
    now.add(new Passage.Released(delta));
  }

  /** Waits only behind text that waits, so that the order stays. */
  private void foreign(Delta delta) {
    if (guarded && holding > 0) {
      waiting.add(delta);
    } else {
      release(delta);
    }
  }

  private void text(String text) {
    String taken = taken(text, textRepetition);
    if (taken.isEmpty()) {
      return;
    }
    output.append(taken);
    scanner.read(taken);
    hold(kept + scanner.held(), scanner.held() > 0 ? scanner.holding() : "prose before a call");
  }

  private void thought(String text) {
    String taken = taken(text, thoughtRepetition);
    if (!taken.isEmpty()) {
      reasoning.append(taken);
      release(new Delta.Reasoning(taken));
    }
  }

  /**
   * The part of a piece that comes before the reply is lost; all of it where nothing is guarded.
   */
  private String taken(String text, Repetition repetition) {
    if (!guarded || !settings.enforces(Rule.REPETITION)) {
      return text;
    }
    if (lost) {
      return "";
    }
    int end = repetition.read(text);
    if (end < 0) {
      return text;
    }
    lost = true;
    return text.substring(0, end);
  }

  private void start(Delta.CallStart start) {
    if (!lost) {
      calls.start(start);
      pass(start, "a call of " + start.name());
    }
  }

  private void arguments(Delta.CallArguments more) {
    if (!lost) {
      boolean sound = calls.more(more);
      lost = guarded && settings.enforces(Rule.REPETITION) && !sound;
      pass(more, "a call");
    }
  }

  /** Native calls wait until they are known to be right, unless nothing is guarded. */
  private void pass(Delta delta, String what) {
    if (guarded) {
      hold(kept + scanner.held() + Math.max(1, calls.length()), what);
    } else {
      release(delta);
    }
  }

  /** Says when text begins to be held and when it no longer is. */
  private void hold(int characters, String why) {
    if (characters > 0 && holding == 0) {
      now.add(new Passage.Holding(why));
    } else if (characters == 0 && holding > 0) {
      now.addFirst(new Passage.LetGo(holding, true));
    }
    holding = characters;
  }

  /**
   * Whether the reply is already lost (it repeats itself without end): cancel the attempt and call
   * {@link #end()}.
   */
  public boolean mustStop() {
    return lost;
  }

  /**
   * Judges the reply. On acceptance the last passage releases the {@link Delta.Ended}; a rejected
   * reply ends without one.
   */
  public Judgement end() {
    now = new ArrayList<>();
    boolean cut = lost || ended.finish() == Finish.LENGTH || ended.finish() == Finish.STOP_SEQUENCE;
    scanner.end(cut ? Ending.CUT : Ending.FINISHED);
    if (!guarded) {
      release(ended);
      return new Judgement(now, new Verdict.Accepted(calls.all()));
    }
    Reply reply =
        new Reply(
            calls.all(),
            Aftermath.without(pieces),
            released.substring(answerFrom),
            reasoning.toString(),
            ended,
            lost);
    Judge.Decision decision = judge.judge(reply, cut ? List.of() : thoughtOf(reply), ids);
    return new Judgement(closing(reply, decision), decision.verdict());
  }

  /** Calls at the very end of the thinking, for models that never came out of it. */
  private List<Piece.Calls> thoughtOf(Reply reply) {
    if (!rescues() || !reply.text().isBlank() || !reply.calls().isEmpty()) {
      return List.of();
    }
    Collected collected = new Collected();
    Scanner thoughts = new Scanner(tools, true, false, collected);
    thoughts.read(reply.reasoning());
    thoughts.end(Ending.FINISHED);
    List<Piece.Calls> last = new ArrayList<>();
    for (Piece piece : collected.found().reversed()) {
      if (piece instanceof Piece.Calls found) {
        last.addFirst(found);
      } else if (!piece.source().isBlank()) {
        break;
      }
    }
    return last;
  }

  private List<Passage> closing(Reply reply, Judge.Decision decision) {
    boolean passes = !(decision.verdict() instanceof Verdict.Rejected);
    List<Passage> last = new ArrayList<>();
    if (holding > 0) {
      last.add(new Passage.LetGo(holding, passes));
    }
    last.addAll(now);
    if (!passes) {
      return last;
    }
    List<ToolCall> made =
        switch (decision.verdict()) {
          case Verdict.Accepted accepted -> accepted.calls();
          case Verdict.Repaired repaired -> repaired.calls();
          case Verdict.Rescued rescued -> rescued.calls();
          case Verdict.Rejected _ -> List.of();
        };
    speak(last, prose(reply, decision, !made.isEmpty()));
    waiting.forEach(delta -> last.add(new Passage.Released(delta)));
    for (int i = 0; i < made.size(); i++) {
      ToolCall call = made.get(i);
      last.add(new Passage.Released(new Delta.CallStart(i, call.id(), call.name())));
      last.add(new Passage.Released(new Delta.CallArguments(i, call.arguments())));
    }
    last.add(new Passage.Released(finished(!made.isEmpty())));
    return last;
  }

  /** The text that still goes out with an accepted reply. */
  private String prose(Reply reply, Judge.Decision decision, boolean called) {
    StringBuilder text = new StringBuilder();
    boolean truncated =
        decision.verdict().findings().stream().anyMatch(f -> f.rule() == Rule.TRUNCATED_CALL);
    for (Piece piece : reply.pieces()) {
      if (piece instanceof Piece.Prose || piece instanceof Piece.Broken && !truncated) {
        text.append(piece.source());
      }
    }
    for (String more : List.of(decision.spoken(), decision.note())) {
      if (!more.isEmpty()) {
        text.append(text.toString().isBlank() && released.isEmpty() ? "" : "\n\n").append(more);
      }
    }
    if (called && (continuing || text.toString().isBlank())) {
      return "";
    }
    // What an earlier attempt said stands above; this is a paragraph of its own.
    return continuing && !text.isEmpty()
        ? "\n\n" + text.toString().stripLeading()
        : text.toString();
  }

  private static void speak(List<Passage> passages, String text) {
    if (!text.isEmpty()) {
      passages.add(new Passage.Released(new Delta.Text(text)));
    }
  }

  private Delta.Ended finished(boolean called) {
    if (called) {
      return ended.finish() == Finish.LENGTH ? ended : endedAs(Finish.TOOL_CALLS);
    }
    return ended.finish() == Finish.TOOL_CALLS ? endedAs(Finish.STOP) : ended;
  }

  /** What the backend reported about the reply stays true. */
  private Delta.Ended endedAs(Finish finish) {
    return new Delta.Ended(finish, "", ended.extras());
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
    return calls.all();
  }

  /**
   * Whether a thought ended that had never begun: the model's template opens it, and the next gate
   * for this model had better be told.
   */
  public boolean sawUnopenedThought() {
    return unopenedThought;
  }

  private void keep(Piece piece) {
    pieces.add(piece);
    kept += piece.source().length();
  }

  /** Sorts what the scanner finds into what goes out and what waits. */
  private final class Reader implements Sink {
    @Override
    public void prose(String text) {
      if (called || proseWaits) {
        keep(new Piece.Prose(text));
      } else {
        released.append(text);
        release(new Delta.Text(text));
      }
    }

    @Override
    public void thought(String text) {
      reasoning.append(text);
      release(new Delta.Reasoning(text));
    }

    @Override
    public void calls(String syntax, List<WrittenCall> found, String source) {
      called = true;
      keep(new Piece.Calls(syntax, found, source));
    }

    @Override
    public void broken(String syntax, String tool, boolean cut, String source) {
      called = true;
      keep(new Piece.Broken(syntax, tool, cut, source));
    }

    @Override
    public void markup(String source) {
      // Structure goes nowhere; it is in the output as produced.
    }

    @Override
    public void unopenedThoughtEnds() {
      unopenedThought = true;
      answerFrom = released.length();
      StringBuilder thought = new StringBuilder();
      pieces.forEach(piece -> thought.append(piece.source()));
      pieces.clear();
      kept = 0;
      called = false;
      if (!thought.isEmpty()) {
        thought(thought.toString());
      }
    }
  }
}
