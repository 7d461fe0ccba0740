package dev.hearth.desk.models;

import dev.hearth.desk.controls.Chip;
import dev.hearth.models.library.ModelState;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Whether the model fits, or what is wrong with its file. */
final class FitCell extends ModelCell {
  private final Chip chip = new Chip();
  private final Tooltip tip = new Tooltip();

  FitCell() {
    chip.setMinWidth(Region.USE_PREF_SIZE);
  }

  @Override
  void show(ModelRow row) {
    if (row.model().state().kind() == ModelState.Kind.COMPLETE) {
      FitWord.Word word = row.fit().word();
      chip.setText(word.label());
      chip.setTone(word.tone());
      chip.setIcon(word.icon());
      tip.setText(row.fit().reason());
    } else {
      StateChip.show(chip, row.model().state());
      tip.setText(row.model().state().reason());
    }
    setTooltip(tip);
    setGraphic(chip);
  }
}
