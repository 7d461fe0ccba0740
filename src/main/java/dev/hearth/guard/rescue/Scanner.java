package dev.hearth.guard.rescue;

import dev.hearth.guard.json.JsonSpan;
import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a reply apart while it streams: ordinary text goes on at once, and only what may be the
 * start of a call is kept, until it is known what it is. Where the text is cut into pieces makes no
 * difference to what comes out.
 */
public final class Scanner {
  /** What was dealt with is thrown away in lumps, so that a long reply costs linear time. */
  private static final int LUMP = 16_384;

  /** How far back a name is looked for when its marker comes behind it. */
  private static final int KEPT = 2 * Beginnings.FARTHEST_NAME;

  private final Sink sink;
  private final Beginnings beginnings;
  private final Tape text = new Tape();
  private final Surroundings around = new Surroundings();

  /** Up to here everything was handed to the sink. */
  private int handed;

  /** The next character to look at. */
  private int at;

  /** Behind the last character before {@link #at} that is no white space. */
  private int solid;

  /** Before this position nothing can begin. */
  private int quiet;

  /** Inside plain JSON data, in which further JSON is no call. */
  private JsonSpan data;

  private Block block;
  private boolean waiting;
  private List<String> thoughtEnds = List.of();
  private boolean afterThought;
  private boolean harmony;
  private boolean said;

  /**
   * @param rescuing whether calls are looked for; else only thinking at the start is kept apart
   * @param thinking whether the text begins inside a thought that the model's template opened
   */
  public Scanner(ToolNames tools, boolean rescuing, boolean thinking, Sink sink) {
    this.sink = sink;
    beginnings = new Beginnings(tools, text, around, rescuing);
    if (thinking) {
      thoughtEnds = ThinkTags.CLOSERS;
      afterThought = true;
    }
  }

  /** Takes the next piece. */
  public void read(String piece) {
    text.append(piece);
    run(Ending.NOT_YET);
    forget();
  }

  /** No more comes: whatever was kept is decided now. */
  public void end(Ending ending) {
    run(ending);
    hand(text.length());
  }

  /** How many characters are kept because they may belong to a call; 0 when none are. */
  public int held() {
    return block != null || waiting ? text.length() - handed : 0;
  }

  /** What the kept text may be; empty when none is kept. */
  public String holding() {
    return block != null ? block.syntax() : waiting ? "a marker" : "";
  }

  /** Whether the text stands inside a thought. */
  public boolean thinking() {
    return !thoughtEnds.isEmpty();
  }

  /** How many characters were looked at so far. */
  long looks() {
    return text.looks();
  }

  private void run(Ending ending) {
    waiting = false;
    if (data != null) {
      readData(ending);
      if (at >= data.end() && data.read(text, text.length(), false) != JsonSpan.State.OPEN) {
        data = null;
      }
    }
    while (true) {
      if (block != null) {
        if (!advanceBlock(ending)) {
          return;
        }
      } else if (at >= text.length()) {
        handSolid();
        return;
      } else if (!(thinking() ? think(ending) : scan(ending))) {
        return;
      }
    }
  }

  /** Reads ordinary text up to the next thing that is none; false when more text is needed. */
  private boolean scan(Ending ending) {
    int length = text.length();
    boolean more = ending == Ending.NOT_YET;
    while (at < length) {
      char c = text.charAt(at);
      if (at >= quiet && beginnings.possible(c)) {
        Beginning beginning =
            beginnings.begin(c, at, more, new Beginnings.Moment(said, harmony, inData()));
        if (beginning.kind() != Beginning.Kind.NOTHING) {
          handSolid();
          if (!took(beginning)) {
            return false;
          }
          if (beginning.kind() != Beginning.Kind.FENCE_ENDS) {
            return true;
          }
        }
      }
      around.pass(c);
      step(c);
    }
    handSolid();
    return false;
  }

  /** Turns to what begins here; false when more text is needed. */
  private boolean took(Beginning beginning) {
    switch (beginning.kind()) {
      case WAIT, SILENT_WAIT -> {
        // Half a word is no reason to tell anybody that text is being held.
        waiting = beginning.kind() == Beginning.Kind.WAIT;
        return false;
      }
      case BLOCK -> block = beginning.block();
      case THOUGHT -> {
        consume(beginning.length());
        enterThought(ThinkTags.CLOSERS);
      }
      case THOUGHT_ENDS -> {
        consume(beginning.length());
        sink.unopenedThoughtEnds();
        leaveThought();
      }
      case MARKUP -> consume(beginning.length());
      case FENCE_ENDS -> {
        around.closeFence();
        quiet = at + beginning.length();
      }
      case NOTHING -> {
        // Ordinary text goes on.
      }
    }
    return true;
  }

  /** False when the block needs more text. */
  private boolean advanceBlock(Ending ending) {
    switch (block.read(text, text.length(), ending)) {
      case OPEN -> {
        return false;
      }
      case REFUSED -> refused();
      case CLOSED -> closed();
    }
    return true;
  }

  private void refused() {
    quiet = Math.max(block.end(), at + 1);
    if (block instanceof BareJsonBlock json && json.isJson()) {
      openData(at);
    }
    if (block instanceof FenceBlock fence) {
      quiet = at + FenceBlock.FENCE.length();
      if (fence.opensFence()) {
        around.openFence(fence.foreign());
      }
      if (fence.heldJson()) {
        quiet = Math.max(quiet, fence.end());
        openData(fence.valueStart());
      }
    }
    block = null;
  }

  private void closed() {
    int end = block.end();
    String syntax = block.syntax();
    Outcome outcome = block.outcome();
    harmony |= block instanceof HarmonyBlock;
    block = null;
    String source = text.substring(handed, end);
    at = end;
    handed = end;
    around.passed();
    switch (outcome) {
      case Outcome.Calls found -> sink.calls(syntax, found.calls(), source);
      case Outcome.Broken broken -> sink.broken(syntax, broken.tool(), broken.cut(), source);
      case Outcome.Markup _ -> sink.markup(source);
      case Outcome.Thought _ -> {
        sink.markup(source);
        List<String> ends = new ArrayList<>(HarmonyBlock.ENDS);
        ends.add(HarmonyBlock.CHANNEL);
        ends.add(HarmonyBlock.START);
        enterThought(ends);
      }
    }
  }

  private void enterThought(List<String> ends) {
    thoughtEnds = ends;
    afterThought = true;
  }

  private void leaveThought() {
    thoughtEnds = List.of();
    afterThought = true;
    around.passed();
  }

  private boolean think(Ending ending) {
    int length = text.length();
    while (at < length) {
      char c = text.charAt(at);
      if (c == '<' || c == '[' || c == '◁') {
        int end = Match.any(text, at, length, thoughtEnds);
        if (end < 0 && ending == Ending.NOT_YET) {
          handSolid();
          return false;
        }
        if (end > 0) {
          handSolid();
          // The head of the next Harmony message ends the thought but belongs to what follows.
          boolean next =
              Match.any(text, at, length, List.of(HarmonyBlock.CHANNEL, HarmonyBlock.START)) > 0;
          consume(next ? 0 : end);
          leaveThought();
          return true;
        }
      }
      step(c);
    }
    handSolid();
    return false;
  }

  /** Drops what was kept before here, white space, and the next characters. */
  private void consume(int characters) {
    int end = at + characters;
    if (end > handed) {
      sink.markup(text.substring(handed, end));
    }
    at = end;
    handed = end;
  }

  /** Hands on everything looked at so far except white space at its end. */
  private void handSolid() {
    if (solid > handed) {
      hand(solid);
    }
  }

  /** Moves on by one character that is part of what is being read. */
  private void step(char c) {
    at++;
    if (!Character.isWhitespace(c)) {
      solid = at;
    }
  }

  private void hand(int to) {
    int from = handed;
    if (afterThought) {
      while (from < to && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
      if (from > handed) {
        sink.markup(text.substring(handed, from));
      }
      afterThought = from >= to;
    }
    handed = to;
    if (from >= to) {
      return;
    }
    String piece = text.substring(from, to);
    if (thinking()) {
      sink.thought(piece);
    } else {
      said = true;
      sink.prose(piece);
    }
  }

  private boolean inData() {
    return data != null && at < data.end();
  }

  private void openData(int from) {
    data = new JsonSpan(from, List.of("\n\n", FenceBlock.FENCE));
    readData(Ending.NOT_YET);
  }

  /** Data ends with its last bracket, or with what shows that it was no JSON after all. */
  private void readData(Ending ending) {
    data.read(text, text.length(), ending != Ending.NOT_YET);
  }

  private void forget() {
    int gone = Math.min(handed, at) - KEPT;
    if (gone < LUMP || block != null || data != null) {
      return;
    }
    text.forget(gone);
    handed -= gone;
    at -= gone;
    solid -= gone;
    quiet = Math.max(0, quiet - gone);
  }
}
