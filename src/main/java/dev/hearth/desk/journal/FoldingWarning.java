package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.MessageBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * A warning that takes one line where there is room for it, and else its first sentence, or only
 * what that begins with, until the rest is asked for, so that the table below keeps its room.
 */
final class FoldingWarning {
  /** Letters of width that icon, edges and link take. */
  private static final double BESIDE = 9;

  private final String whole;
  private final String first;
  private final String beginning;
  private final Hyperlink more = new Hyperlink("More");
  private final Label measure = new Label();
  private final MessageBox box;
  private boolean open;

  FoldingWarning(Chip.Tone tone, String text) {
    whole = text;
    int end = text.indexOf(". ");
    first = end < 0 ? text : text.substring(0, end + 1);
    int colon = first.indexOf(": ");
    beginning = colon < 0 ? first : first.substring(0, colon) + ".";
    more.setMinWidth(Region.USE_PREF_SIZE);
    more.setId("warning-more");
    more.setOnAction(e -> toggle());
    measure.setManaged(false);
    measure.setVisible(false);
    box = new MessageBox(tone, text, more, measure);
    box.widthProperty().subscribe(() -> FxThread.later(this::fit));
    measure.fontProperty().subscribe(() -> FxThread.later(this::fit));
    fit();
  }

  MessageBox box() {
    return box;
  }

  private void toggle() {
    open = !open;
    fit();
  }

  private void fit() {
    boolean foldable = !roomFor(whole) && beginning.length() < whole.length();
    more.setVisible(foldable);
    more.setManaged(foldable);
    more.setVisited(false);
    more.setText(open ? "Less" : "More");
    String folded = roomFor(first) ? first : beginning;
    box.say(foldable && !open ? folded : whole);
  }

  private boolean roomFor(String text) {
    measure.setText(text);
    return measure.prefWidth(-1) + BESIDE * measure.getFont().getSize() <= box.getWidth();
  }
}
