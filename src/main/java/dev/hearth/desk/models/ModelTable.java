package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.shell.UiState;
import dev.hearth.models.library.ModelState;
import dev.hearth.runtime.server.ServerState;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The list of models as a table with a heading for each family; rows keep their identity. */
final class ModelTable extends TreeTableView<ListItem> {
  private static final PseudoClass FAMILY = PseudoClass.getPseudoClass("family");

  private final InstantSource clock;
  private final UiState memory;
  private final TreeItem<ListItem> root = new TreeItem<>();
  private final Map<String, TreeItem<ListItem>> families = new HashMap<>();
  private final Map<String, TreeItem<ListItem>> models = new HashMap<>();
  private final ReadOnlyObjectWrapper<Optional<ModelRow>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private double scale = 1;
  private boolean filling;

  ModelTable(UiState memory, InstantSource clock, Runnable open) {
    this.memory = memory;
    this.clock = clock;
    setId("model-table");
    getStyleClass().addAll("model-table");
    setAccessibleText("Models");
    setRoot(root);
    setShowRoot(false);
    setRowFactory(table -> new Row());
    columns();
    getSelectionModel().selectedItemProperty().subscribe((was, now) -> selected());
    setOnKeyPressed(
        e -> {
          switch (e.getCode()) {
            case ENTER -> {
              if (!e.isShortcutDown()) {
                open.run();
                e.consume();
              }
            }
            case J -> move(1);
            case K -> move(-1);
            default -> {}
          }
        });
  }

  private void move(int by) {
    int next = getSelectionModel().getSelectedIndex() + by;
    if (next >= 0 && next < getExpandedItemCount()) {
      getSelectionModel().clearAndSelect(next);
      scrollTo(Math.max(0, next - 1));
    }
  }

  /** The chosen model; kept while it is filtered away, so that typing does not lose it. */
  ReadOnlyObjectWrapper<Optional<ModelRow>> chosenProperty() {
    return chosen;
  }

  private void columns() {
    TreeTableColumn<ListItem, ListItem> name = column("name", "Model", 216, cell -> new NameCell());
    name.setComparator(byRow(r -> r.model().alias().toLowerCase(java.util.Locale.ROOT)));
    getColumns().add(name);
    setTreeColumn(name);
    text("quant", "Quant", 72, r -> r.model().card().quantisation());
    number(
        "size",
        "Size",
        68,
        r -> r.model().totalBytes(),
        r -> Amounts.bytes(r.model().totalBytes()));
    number(
        "context",
        "Context",
        62,
        r -> r.model().card().contextLength(),
        r -> Cells.context(r.model().card().contextLength()));
    var tools = column("tools", "Tools", 62, cell -> new ToolsCell());
    tools.setComparator(byRow(r -> !r.model().ability().nativeTools()));
    getColumns().add(tools);
    var fit = column("fit", "Fit", 100, cell -> new FitCell());
    fit.setComparator(byRow(r -> r.fit().word()));
    getColumns().add(fit);
    number(
        "used",
        "Last used",
        82,
        r -> -r.model().notes().lastUsedMillis(),
        r -> r.model().notes().lastUsed().map(t -> Ago.text(t, clock.instant())).orElse(""));
    for (TreeTableColumn<ListItem, ?> column : getColumns()) {
      memory.number(key(column)).ifPresent(column::setPrefWidth);
      column
          .widthProperty()
          .subscribe((was, now) -> memory.put(key(column), now.doubleValue() / scale));
    }
  }

  private static String key(TreeTableColumn<ListItem, ?> column) {
    return "models.column." + column.getId();
  }

  /** Widths are pixels, so that they have to follow the zoom by hand. */
  void scale(double next) {
    double by = next / scale;
    scale = next;
    getColumns().forEach(column -> column.setPrefWidth(column.getWidth() * by));
  }

  private <C extends Comparable<C>> Comparator<ListItem> byRow(Function<ModelRow, C> key) {
    return (a, b) ->
        a instanceof ModelRow x && b instanceof ModelRow y
            ? key.apply(x).compareTo(key.apply(y))
            : 0;
  }

  private TreeTableColumn<ListItem, ListItem> column(
      String id,
      String title,
      double width,
      javafx.util.Callback<TreeTableColumn<ListItem, ListItem>, TreeTableCell<ListItem, ListItem>>
          cells) {
    TreeTableColumn<ListItem, ListItem> column = new TreeTableColumn<>(title);
    column.setId(id);
    column.setPrefWidth(width);
    column.setCellFactory(cells);
    column.setCellValueFactory(f -> f.getValue().valueProperty());
    return column;
  }

  private void text(String id, String title, double width, Function<ModelRow, String> text) {
    var column = column(id, title, width, cell -> new TextCell(text, Pos.CENTER_LEFT));
    column.setComparator(byRow(text::apply));
    getColumns().add(column);
  }

  private void number(
      String id,
      String title,
      double width,
      Function<ModelRow, Long> key,
      Function<ModelRow, String> text) {
    var column = column(id, title, width, cell -> new TextCell(text, Pos.CENTER_RIGHT));
    column.getStyleClass().add("right");
    column.setComparator(byRow(key));
    getColumns().add(column);
  }

  /** Shows other contents; rows that stay keep their place, selection and expansion. */
  void show(List<FamilyGroup> groups) {
    filling = true;
    Set<String> present = new HashSet<>();
    List<TreeItem<ListItem>> tops =
        groups.stream()
            .map(
                group -> {
                  List<TreeItem<ListItem>> rows =
                      group.rows().stream()
                          .map(
                              row -> {
                                present.add(row.id());
                                return item(models, row.id(), row);
                              })
                          .toList();
                  TreeItem<ListItem> top =
                      item(families, group.name(), new FamilyRow(group.name(), rows.size()));
                  if (!same(top.getChildren(), rows)) {
                    top.getChildren().setAll(rows);
                  }
                  return top;
                })
            .toList();
    if (!same(root.getChildren(), tops)) {
      root.getChildren().setAll(tops);
    }
    models.keySet().retainAll(present);
    families.keySet().retainAll(groups.stream().map(FamilyGroup::name).toList());
    filling = false;
    chosen.get().ifPresent(row -> select(row.id()));
  }

  private static boolean same(List<TreeItem<ListItem>> a, List<TreeItem<ListItem>> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static TreeItem<ListItem> item(
      Map<String, TreeItem<ListItem>> known, String key, ListItem value) {
    TreeItem<ListItem> item = known.get(key);
    if (item == null) {
      item = new TreeItem<>(value);
      item.setExpanded(true);
      known.put(key, item);
    } else if (!value.equals(item.getValue())) {
      item.setValue(value);
    }
    return item;
  }

  /** Selects a model; false when it is not shown. */
  boolean select(String id) {
    TreeItem<ListItem> item = models.get(id);
    if (item == null) {
      getSelectionModel().clearSelection();
      return false;
    }
    filling = true;
    if (getSelectionModel().getSelectedItem() != item) {
      item.getParent().setExpanded(true);
      getSelectionModel().clearSelection();
      getSelectionModel().select(item);
    }
    filling = false;
    chosen.set(Optional.of((ModelRow) item.getValue()));
    return true;
  }

  private void selected() {
    TreeItem<ListItem> item = getSelectionModel().getSelectedItem();
    if (!filling && item != null && item.getValue() instanceof ModelRow row) {
      chosen.set(Optional.of(row));
    }
  }

  private static final class Row extends TreeTableRow<ListItem> {
    @Override
    protected void updateItem(ListItem item, boolean empty) {
      super.updateItem(item, empty);
      pseudoClassStateChanged(FAMILY, !empty && item instanceof FamilyRow);
    }
  }

  private abstract static class ModelCell extends TreeTableCell<ListItem, ListItem> {
    @Override
    protected final void updateItem(ListItem item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      setGraphic(null);
      setTooltip(null);
      if (!empty && item instanceof ModelRow row) {
        show(row);
      } else if (!empty && item instanceof FamilyRow family) {
        show(family);
      }
    }

    abstract void show(ModelRow row);

    void show(FamilyRow family) {}
  }

  private static final class NameCell extends ModelCell {
    private final FontIcon star = new FontIcon(Feather.STAR);
    private final FontIcon live = new FontIcon(Feather.CIRCLE);
    private final Label name = new Label();
    private final HBox box = new HBox();
    private final Tooltip tip = new Tooltip();

    NameCell() {
      star.getStyleClass().add("star-on");
      box.getStyleClass().add("name-cell");
      box.setAlignment(Pos.CENTER_LEFT);
      name.setMinWidth(0);
      setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    void show(ModelRow row) {
      name.setText(row.model().alias());
      box.getChildren().setAll(name);
      if (row.model().notes().favourite()) {
        box.getChildren().addFirst(star);
      }
      if (!(row.run().state() instanceof ServerState.Stopped)) {
        live(row.run().state());
        box.getChildren().addFirst(live);
      }
      tip.setText(row.model().name() + "\n" + row.model().path());
      setTooltip(tip);
      setGraphic(box);
    }

    private void live(ServerState state) {
      live.setIconCode(
          switch (state) {
            case ServerState.Failed it -> Feather.ALERT_TRIANGLE;
            case ServerState.Starting it -> Feather.LOADER;
            case ServerState.Sleeping it -> Feather.MOON;
            case ServerState.Ready it -> Feather.CHECK_CIRCLE;
            default -> Feather.CLOCK;
          });
      live.setAccessibleText(state.words());
      live.getStyleClass()
          .setAll(
              "ikonli-font-icon",
              state instanceof ServerState.Failed
                  ? "live-failed"
                  : state instanceof ServerState.Ready ? "live-ready" : "live-busy");
    }

    @Override
    void show(FamilyRow family) {
      Label count = new Label(Integer.toString(family.count()));
      count.getStyleClass().add("muted");
      name.setText(family.name());
      box.getChildren().setAll(name, count);
      setGraphic(box);
    }
  }

  private static final class TextCell extends ModelCell {
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

  private static final class ToolsCell extends ModelCell {
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

  private static final class FitCell extends ModelCell {
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
}
