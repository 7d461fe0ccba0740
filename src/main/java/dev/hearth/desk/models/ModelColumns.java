package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;

/** The columns of the list of models, each with its order and its way to draw. */
final class ModelColumns {
  /** Names get this at least, and all the room that is left over. */
  static final double NAME_WIDTH = 192;

  private final List<TreeTableColumn<ListItem, ListItem>> all = new ArrayList<>();

  ModelColumns(InstantSource clock) {
    column(
        "name",
        "Model",
        NAME_WIDTH,
        NameCell::new,
        by(r -> r.model().alias().toLowerCase(Locale.ROOT)));
    column("fit", "Fit", 124, FitCell::new, by(r -> r.fit().word()));
    text("quant", "Quant", 70, r -> r.model().card().quantisation());
    number(
        "size",
        "Size",
        72,
        r -> r.model().totalBytes(),
        r -> Amounts.bytes(r.model().totalBytes()));
    number(
        "context",
        "Context",
        60,
        r -> r.model().card().contextLength(),
        r -> Cells.context(r.model().card().contextLength()));
    column("tools", "Tools", 68, ToolsCell::new, by(r -> !r.model().ability().nativeTools()));
    number(
        "used",
        "Last used",
        82,
        r -> -r.model().notes().lastUsedMillis(),
        r -> r.model().notes().lastUsed().map(t -> Ago.brief(t, clock.instant())).orElse(""));
  }

  /** The columns, the names first. */
  List<TreeTableColumn<ListItem, ListItem>> all() {
    return all;
  }

  private static <C extends Comparable<C>> Comparator<ListItem> by(Function<ModelRow, C> key) {
    return (a, b) ->
        a instanceof ModelRow x && b instanceof ModelRow y
            ? key.apply(x).compareTo(key.apply(y))
            : 0;
  }

  private TreeTableColumn<ListItem, ListItem> column(
      String id,
      String title,
      double width,
      Supplier<? extends TreeTableCell<ListItem, ListItem>> cell,
      Comparator<ListItem> order) {
    TreeTableColumn<ListItem, ListItem> column = new TreeTableColumn<>(title);
    column.setId(id);
    column.setPrefWidth(width);
    column.setCellFactory(c -> cell.get());
    column.setCellValueFactory(f -> f.getValue().valueProperty());
    column.setComparator(order);
    all.add(column);
    return column;
  }

  private void text(String id, String title, double width, Function<ModelRow, String> text) {
    column(id, title, width, () -> new TextCell(text, Pos.CENTER_LEFT), by(text::apply));
  }

  private void number(
      String id,
      String title,
      double width,
      Function<ModelRow, Long> key,
      Function<ModelRow, String> text) {
    column(id, title, width, () -> new TextCell(text, Pos.CENTER_RIGHT), by(key))
        .getStyleClass()
        .add("right");
  }
}
