package dev.hearth.guard;

import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.ToolCall;
import java.util.List;

/**
 * One attempt's whole reply, taken apart.
 *
 * @param calls native calls as produced
 * @param pieces what of the text was kept, in order
 * @param released the text that has already gone to the client
 * @param reasoning what the model thought
 * @param ended how the backend says it ended
 * @param looped whether it was stopped because it repeated itself
 */
record Reply(
    List<ToolCall> calls,
    List<Piece> pieces,
    String released,
    String reasoning,
    Delta.Ended ended,
    boolean looped) {
  Reply {
    calls = List.copyOf(calls);
    pieces = List.copyOf(pieces);
  }

  /** Whether something outside the model cut it off. */
  boolean cut() {
    return ended.finish() == Finish.LENGTH || ended.finish() == Finish.STOP_SEQUENCE;
  }

  List<Piece.Calls> written() {
    return pieces.stream()
        .filter(Piece.Calls.class::isInstance)
        .map(Piece.Calls.class::cast)
        .toList();
  }

  List<Piece.Broken> broken() {
    return pieces.stream()
        .filter(Piece.Broken.class::isInstance)
        .map(Piece.Broken.class::cast)
        .toList();
  }

  /** The ordinary text that was kept. */
  String kept() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Prose) {
        text.append(piece.source());
      }
    }
    return text.toString();
  }

  /** The ordinary text, sent or kept. */
  String prose() {
    return released + kept();
  }

  /** The whole visible text as the model wrote it, less its thinking. */
  String text() {
    StringBuilder text = new StringBuilder(released);
    pieces.forEach(piece -> text.append(piece.source()));
    return text.toString();
  }

  /** The text that has not gone out. */
  String unsent() {
    return text().substring(released.length());
  }
}
