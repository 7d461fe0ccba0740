package dev.hearth.desk.models;

import javafx.scene.control.TreeTableCell;

/** A cell about one model; a family heading leaves it empty unless it says otherwise. */
abstract class ModelCell extends TreeTableCell<ListItem, ListItem> {
  @Override
  protected final void updateItem(ListItem item, boolean empty) {
    super.updateItem(item, empty);
    setText(null);
    setGraphic(null);
    setTooltip(null);
    setAccessibleText(null);
    if (!empty && item instanceof ModelRow row) {
      show(row);
    } else if (!empty && item instanceof FamilyRow family) {
      show(family);
    }
  }

  abstract void show(ModelRow row);

  void show(FamilyRow family) {}
}
