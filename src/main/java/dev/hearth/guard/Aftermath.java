package dev.hearth.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model imagines after a call it wrote as text: the tool's answer, and more calls built on
 * it. None of that happened, so none of it counts.
 */
final class Aftermath {
  private static final List<String> RESULTS =
      List.of(
          "<tool_response>",
          "<tool_result>",
          "<function_results>",
          "<function_result>",
          "<|tool_response>",
          "<|observation|>",
          "[TOOL_RESULTS]",
          "<｜tool▁outputs▁begin｜>",
          "<|start|>functions",
          "Observation:");

  private Aftermath() {}

  /** The pieces up to the first imagined result, with neighbouring prose in one piece. */
  static List<Piece> without(List<Piece> pieces) {
    List<Piece> kept = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    boolean called = false;
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Prose) {
        prose.append(piece.source());
        continue;
      }
      if (flush(prose, kept, called)) {
        return kept;
      }
      called |= piece instanceof Piece.Calls;
      kept.add(piece);
    }
    flush(prose, kept, called);
    return kept;
  }

  /** Moves the prose to the pieces; true when an imagined result was found in it. */
  private static boolean flush(StringBuilder prose, List<Piece> kept, boolean called) {
    int end = called ? firstResult(prose) : -1;
    String text = end < 0 ? prose.toString() : prose.substring(0, end);
    if (!text.isEmpty()) {
      kept.add(new Piece.Prose(text));
    }
    prose.setLength(0);
    return end >= 0;
  }

  private static int firstResult(StringBuilder prose) {
    int first = -1;
    for (String marker : RESULTS) {
      int at = prose.indexOf(marker);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }
}
