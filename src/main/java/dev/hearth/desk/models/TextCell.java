package dev.hearth.desk.models;

import java.util.function.Function;
import javafx.geometry.Pos;

/** One thing about a model as a text. */
final class TextCell extends ModelCell {
  private final Function<ModelRow, String> text;

  TextCell(Function<ModelRow, String> text, Pos where) {
    this.text = text;
    setAlignment(where);
  }

  @Override
  void show(ModelRow row) {
    setText(text.apply(row));
  }
}
