package dev.hearth.traffic.replay;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** Two texts side by side, line by line. */
public final class TextDiff {
  private TextDiff() {}

  /** The rows of both texts in order. */
  public static List<DiffRow> of(String left, String right) {
    List<String> before = lines(left);
    List<String> after = lines(right);
    Patch<String> patch = DiffUtils.diff(before, after);
    List<DiffRow> rows = new ArrayList<>();
    int at = 0;
    for (AbstractDelta<String> delta : patch.getDeltas()) {
      for (; at < delta.getSource().getPosition(); at++) {
        rows.add(new DiffRow(DiffRow.Kind.SAME, before.get(at), before.get(at)));
      }
      changed(delta.getSource().getLines(), delta.getTarget().getLines(), rows);
      at += delta.getSource().size();
    }
    for (; at < before.size(); at++) {
      rows.add(new DiffRow(DiffRow.Kind.SAME, before.get(at), before.get(at)));
    }
    return rows;
  }

  private static void changed(List<String> before, List<String> after, List<DiffRow> rows) {
    int both = Math.min(before.size(), after.size());
    for (int i = 0; i < both; i++) {
      rows.add(new DiffRow(DiffRow.Kind.CHANGED, before.get(i), after.get(i)));
    }
    for (int i = both; i < before.size(); i++) {
      rows.add(new DiffRow(DiffRow.Kind.REMOVED, before.get(i), ""));
    }
    for (int i = both; i < after.size(); i++) {
      rows.add(new DiffRow(DiffRow.Kind.ADDED, "", after.get(i)));
    }
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\R", -1));
  }
}
