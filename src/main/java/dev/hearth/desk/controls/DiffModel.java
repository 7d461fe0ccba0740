package dev.hearth.desk.controls;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What differs between two texts, line by line and within changed lines word by word. */
public final class DiffModel {
  /** Equal lines shown around a change. */
  private static final int CONTEXT = 3;

  private DiffModel() {}

  /** How a row came to be. */
  public enum Kind {
    EQUAL,
    CHANGED,
    ADDED,
    REMOVED,
    /** Stands for equal lines that are not shown. */
    FOLDED
  }

  /** A piece of a line. */
  public record Piece(String text, boolean strong) {}

  /**
   * A row of two lines side by side; a missing line has no pieces.
   *
   * @param kind what happened
   * @param leftNumber line number, 0 when there is none
   * @param left the old line
   * @param rightNumber line number, 0 when there is none
   * @param right the new line
   * @param folded how many equal lines a folded row stands for
   */
  public record Row(
      Kind kind,
      int leftNumber,
      List<Piece> left,
      int rightNumber,
      List<Piece> right,
      int folded) {}

  /** Compares, with long equal stretches folded. */
  public static List<Row> compare(String left, String right) {
    List<String> a = left.lines().toList();
    List<String> b = right.lines().toList();
    List<Row> rows = new ArrayList<>();
    int ai = 0;
    int bi = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(a, b).getDeltas()) {
      while (ai < delta.getSource().getPosition()) {
        rows.add(equal(a.get(ai), ++ai, ++bi));
      }
      changed(delta, rows, ai, bi);
      ai += delta.getSource().size();
      bi += delta.getTarget().size();
    }
    while (ai < a.size()) {
      rows.add(equal(a.get(ai), ++ai, ++bi));
    }
    return fold(rows);
  }

  /** Whether nothing differs. */
  public static boolean same(List<Row> rows) {
    return rows.stream().allMatch(r -> r.kind() == Kind.EQUAL || r.kind() == Kind.FOLDED);
  }

  private static Row equal(String line, int leftNumber, int rightNumber) {
    List<Piece> piece = List.of(new Piece(line, false));
    return new Row(Kind.EQUAL, leftNumber, piece, rightNumber, piece, 0);
  }

  private static void changed(AbstractDelta<String> delta, List<Row> rows, int ai, int bi) {
    List<String> old = delta.getSource().getLines();
    List<String> now = delta.getTarget().getLines();
    int pairs = Math.min(old.size(), now.size());
    for (int i = 0; i < pairs; i++) {
      List<String> oldWords = words(old.get(i));
      List<String> newWords = words(now.get(i));
      var patch = DiffUtils.diff(oldWords, newWords);
      rows.add(
          new Row(
              Kind.CHANGED,
              ai + i + 1,
              pieces(oldWords, patch.getDeltas().stream().map(AbstractDelta::getSource).toList()),
              bi + i + 1,
              pieces(newWords, patch.getDeltas().stream().map(AbstractDelta::getTarget).toList()),
              0));
    }
    for (int i = pairs; i < old.size(); i++) {
      rows.add(
          new Row(
              Kind.REMOVED, ai + i + 1, List.of(new Piece(old.get(i), false)), 0, List.of(), 0));
    }
    for (int i = pairs; i < now.size(); i++) {
      rows.add(
          new Row(Kind.ADDED, 0, List.of(), bi + i + 1, List.of(new Piece(now.get(i), false)), 0));
    }
  }

  private static List<Piece> pieces(
      List<String> words, List<com.github.difflib.patch.Chunk<String>> chunks) {
    boolean[] strong = new boolean[words.size()];
    chunks.forEach(c -> Arrays.fill(strong, c.getPosition(), c.getPosition() + c.size(), true));
    List<Piece> pieces = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int i = 0; i < strong.length; i++) {
      if (i > 0 && strong[i] != strong[i - 1]) {
        pieces.add(new Piece(run.toString(), strong[i - 1]));
        run.setLength(0);
      }
      run.append(words.get(i));
    }
    if (!run.isEmpty()) {
      pieces.add(new Piece(run.toString(), strong[strong.length - 1]));
    }
    return pieces;
  }

  private static List<String> words(String line) {
    return Arrays.asList(line.split("(?<=[^\\p{Alnum}_])|(?=[^\\p{Alnum}_])"));
  }

  private static List<Row> fold(List<Row> rows) {
    List<Row> folded = new ArrayList<>();
    int at = 0;
    while (at < rows.size()) {
      int end = at;
      while (end < rows.size() && rows.get(end).kind() == Kind.EQUAL) {
        end++;
      }
      int keepBefore = at == 0 ? 0 : CONTEXT;
      int keepAfter = end == rows.size() ? 0 : CONTEXT;
      if (end - at > keepBefore + keepAfter + 1) {
        folded.addAll(rows.subList(at, at + keepBefore));
        int hidden = end - at - keepBefore - keepAfter;
        folded.add(new Row(Kind.FOLDED, 0, List.of(), 0, List.of(), hidden));
        folded.addAll(rows.subList(end - keepAfter, end));
      } else {
        folded.addAll(rows.subList(at, end));
      }
      if (end < rows.size()) {
        folded.add(rows.get(end));
      }
      at = end + 1;
    }
    return folded;
  }
}
