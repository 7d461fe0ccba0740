package dev.hearth.guard;

import dev.hearth.guard.rescue.Sink;
import dev.hearth.guard.rescue.WrittenCall;
import java.util.ArrayList;
import java.util.List;

/** Keeps everything, for a text that is read at once. */
final class Collected implements Sink {
  private final List<Piece> found = new ArrayList<>();

  List<Piece> found() {
    return found;
  }

  @Override
  public void prose(String text) {
    found.add(new Piece.Prose(text));
  }

  @Override
  public void thought(String text) {
    found.add(new Piece.Prose(text));
  }

  @Override
  public void calls(String syntax, List<WrittenCall> calls, String source) {
    found.add(new Piece.Calls(syntax + " in its thinking", calls, source));
  }

  @Override
  public void broken(String syntax, String tool, boolean cut, String source) {
    found.add(new Piece.Broken(syntax, tool, cut, source));
  }

  @Override
  public void markup(String source) {
    // Structure says nothing about where the thinking ended.
  }

  @Override
  public void unopenedThoughtEnds() {
    found.clear();
  }
}
