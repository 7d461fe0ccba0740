package dev.hearth.desk.models;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.models.library.ModelState;
import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Whether the model fits and how much it takes, or what is wrong with its file. */
final class FitCell extends ModelCell {
  private final Chip chip = new Chip();
  private final StatBar need = new StatBar();
  private final HBox word = new HBox(chip);
  private final HBox fit = new HBox(word, need);
  private final Tooltip tip = new Tooltip();

  FitCell() {
    chip.setMinWidth(Region.USE_PREF_SIZE);
    fit.getStyleClass().add("fit-cell");
    need.getStyleClass().add("fit-need");
    word.getStyleClass().add("fit-word");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  @Override
  void show(ModelRow row) {
    if (row.model().state().kind() == ModelState.Kind.COMPLETE) {
      FitWord.Word fits = row.fit().word();
      chip.setText(fits.label());
      chip.setTone(fits.tone());
      chip.setIcon(fits.icon());
      tip.setText(row.fit().reason());
      showNeed(row.fit());
    } else {
      StateChip.show(chip, row.model().state());
      tip.setText(row.model().state().reason());
      Buttons.shown(need, false);
    }
    setTooltip(tip);
    setGraphic(fit);
    setAccessibleText(chip.getText() + ", " + tip.getText());
  }

  /** What it takes of the free memory, as a bar beside the word. */
  private void showNeed(FitWord fit) {
    Buttons.shown(need, fit.share() >= 0);
    String fill =
        switch (fit.word()) {
          case TIGHT -> "fill-warn";
          case TOO_BIG -> "fill-bad";
          default -> "fill-good";
        };
    need.show(1, List.of(new StatBar.Part(Math.min(1, Math.max(0, fit.share())), fill)));
  }
}
