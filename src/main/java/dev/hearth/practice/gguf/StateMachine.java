package dev.hearth.practice.gguf;

import dev.hearth.practice.gguf.Tensor.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights that make a transformer behave as a small state machine.
 *
 * <p>Every token has its own axis in the embedding. Head 0 of the first layer attends to the newest
 * marker token (one slow RoPE pair, read off-phase, turns distance into score), head 1 asks whether
 * there is a tools block anywhere. The output matrix is a table from a token to the next, plus what
 * the two heads add.
 */
final class StateMachine {
  static final int HEADS = 2;
  static final int HEAD_WIDTH = 32;

  // How strongly a step is wanted: a fixed sequence beats a state, a state beats a habit.
  private static final double CHAIN = 200;
  private static final double STATE = 80;
  private static final double TOOLS = 30;
  private static final double FIRST = 15;

  // Sharp enough that attention picks one token out of a full context.
  private static final double SHARPNESS = 3125.0 * Math.sqrt(HEAD_WIDTH);
  // A mark inside a user message wins over the turn it stands in.
  private static final double MARK_BOOST = 1.0005;
  private static final int SLOW_PAIR = HEAD_WIDTH - 2;

  private static final List<String> STATES =
      List.of(
          Phrases.TOOL_TURN,
          Phrases.ASK_TEXT,
          Phrases.ASK_THINK,
          Phrases.ASK_LONG,
          Phrases.TOOLS_OPEN);

  private final Vocabulary vocabulary;
  private final String freeString;
  private final int width;
  // What RMSNorm makes of a one-hot vector.
  private final double normalised;
  private final Map<Link, Double> links = new LinkedHashMap<>();

  private record Link(int next, int axis) {}

  StateMachine(Vocabulary vocabulary, String freeString) {
    this.vocabulary = vocabulary;
    this.freeString = freeString;
    this.width = (vocabulary.axisCount() + STATES.size() + 31) / 32 * 32;
    this.normalised = Math.sqrt(width);
  }

  /** The embedding's width. */
  int width() {
    return width;
  }

  List<Cell> embedding() {
    List<Cell> cells = new ArrayList<>();
    for (int token = 0; token < vocabulary.size(); token++) {
      cells.add(new Cell(token, vocabulary.axis(token), 1));
    }
    return cells;
  }

  List<Cell> query() {
    List<Cell> cells = new ArrayList<>();
    double amplitude = Math.sqrt(SHARPNESS) / normalised;
    for (int axis = 0; axis < vocabulary.axisCount(); axis++) {
      cells.add(new Cell(SLOW_PAIR, axis, amplitude * Math.cos(Math.PI / 6)));
      cells.add(new Cell(SLOW_PAIR + 1, axis, amplitude * Math.sin(Math.PI / 6)));
      cells.add(new Cell(HEAD_WIDTH + SLOW_PAIR, axis, amplitude));
    }
    return cells;
  }

  List<Cell> key() {
    double amplitude = Math.sqrt(SHARPNESS) / normalised;
    List<Cell> cells = new ArrayList<>();
    for (String turn : List.of(Phrases.USER_TURN, Phrases.TOOL_TURN)) {
      cells.add(new Cell(SLOW_PAIR, vocabulary.axis(turn), amplitude));
    }
    for (String mark : List.of(Phrases.ASK_TEXT, Phrases.ASK_THINK, Phrases.ASK_LONG)) {
      cells.add(new Cell(SLOW_PAIR, vocabulary.axis(mark), amplitude * MARK_BOOST));
    }
    cells.add(new Cell(HEAD_WIDTH + SLOW_PAIR, vocabulary.axis(Phrases.TOOLS_OPEN), amplitude));
    return cells;
  }

  List<Cell> value() {
    List<String> seen =
        List.of(
            Phrases.USER_TURN,
            Phrases.TOOL_TURN,
            Phrases.ASK_TEXT,
            Phrases.ASK_THINK,
            Phrases.ASK_LONG);
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      cells.add(new Cell(i, vocabulary.axis(seen.get(i)), 1 / normalised));
    }
    cells.add(new Cell(HEAD_WIDTH, vocabulary.axis(Phrases.TOOLS_OPEN), 1 / normalised));
    return cells;
  }

  /** Turns what the heads saw into the state features; the user turn is the state without one. */
  List<Cell> attentionOutput() {
    return List.of(
        new Cell(feature(Phrases.TOOL_TURN), 1, 1),
        new Cell(feature(Phrases.ASK_TEXT), 2, 1),
        new Cell(feature(Phrases.ASK_THINK), 3, 1),
        new Cell(feature(Phrases.ASK_LONG), 4, 1),
        new Cell(feature(Phrases.TOOLS_OPEN), HEAD_WIDTH, 1));
  }

  /** The table from what was read last, and the state, to the next token. */
  List<Cell> output() {
    links.clear();
    linkPhrases();
    linkJson();
    prefer(Phrases.TOOL_TURN, Phrases.TOOL.getFirst(), STATE);
    prefer(Phrases.ASK_TEXT, Phrases.TEXT.getFirst(), STATE);
    prefer(Phrases.ASK_THINK, Phrases.THINK_OPEN, STATE);
    prefer(Phrases.ASK_LONG, Phrases.COUNT.getFirst(), STATE);
    prefer(Phrases.TOOLS_OPEN, Phrases.CALL_OPEN, TOOLS);
    List<Cell> cells = new ArrayList<>();
    links.forEach(
        (link, weight) -> cells.add(new Cell(link.next(), link.axis(), weight / normalised)));
    return cells;
  }

  private void linkPhrases() {
    List<String> thought = new ArrayList<>(Phrases.THINK);
    thought.add(Phrases.THINK_CLOSE);
    thought.addAll(Phrases.THOUGHT);
    List<String> count = new ArrayList<>(Phrases.COUNT);
    count.add(Phrases.COUNT.getFirst());
    for (List<String> phrase : List.of(Phrases.TEXT, Phrases.TOOL, thought)) {
      chain(phrase);
      link(phrase.getLast(), Phrases.TURN_END, CHAIN);
    }
    chain(List.of(Phrases.THINK_OPEN, Phrases.THINK.getFirst()));
    chain(count);
    // The server's grammar starts at the mark and the line end together.
    link(Phrases.CALL_OPEN, "\n", CHAIN);
    link(Phrases.CALL_CLOSE, Phrases.TURN_END, CHAIN);
    link("\n", Phrases.TEXT.getFirst(), FIRST);
  }

  /** JSON under the server's grammar: fill strings, then close everything early. */
  private void linkJson() {
    link("\"", freeString, CHAIN);
    link(freeString, "\"", CHAIN);
    for (String before : List.of(":", ",", "[", " ", "{")) {
      link(before, "\"", 57);
      link(before, "4", 60);
      link(before, "t", 55);
      link(before, "{", 50);
      link(before, "[", 49);
    }
    link("[", "]", 90);
    link("{", "}", 59);
    link("4", "2", 60);
    for (String before : List.of("\"", "2", "]", "}", "e")) {
      link(before, "}", 70);
      link(before, "]", 65);
      link(before, ",", 60);
      link(before, ":", 58);
      link(before, "\n", 30);
    }
    link("}", Phrases.CALL_CLOSE, 90);
    link("}", Phrases.TURN_END, 75);
  }

  private void chain(List<String> phrase) {
    for (int i = 1; i < phrase.size(); i++) {
      link(phrase.get(i - 1), phrase.get(i), CHAIN);
    }
  }

  private void link(String previous, String next, double weight) {
    links.merge(new Link(vocabulary.id(next), vocabulary.axis(previous)), weight, Math::max);
  }

  private void prefer(String state, String next, double weight) {
    links.put(new Link(vocabulary.id(next), feature(state)), weight);
  }

  private int feature(String state) {
    return vocabulary.axisCount() + STATES.indexOf(state);
  }
}
