package dev.hearth.desk.models;

import javafx.geometry.Pos;
import javafx.scene.control.Tooltip;

/** Whether the model calls tools in a way of its own or has to be told how. */
final class ToolsCell extends ModelCell {
  private final Tooltip tip = new Tooltip();

  ToolsCell() {
    setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  void show(ModelRow row) {
    if (!row.model().startable()) {
      return;
    }
    setText(row.model().ability().nativeTools() ? "Native" : "Prompt");
    getStyleClass().remove("quiet");
    if (!row.model().ability().nativeTools()) {
      getStyleClass().add("quiet");
    }
    tip.setText(row.model().ability().why());
    setTooltip(tip);
  }
}
