package dev.hearth.desk.models;

import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.UiState;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;

/** The list of models as a table with a heading for each family; rows keep their identity. */
final class ModelTable extends TreeTableView<ListItem> {
  /** Room kept for the bar that scrolls, so that it never asks for another across. */
  private static final double SCROLL_BAR = 16;

  private static final PseudoClass FAMILY = PseudoClass.getPseudoClass("family");

  private final TreeItem<ListItem> root = new TreeItem<>();
  private final Map<String, TreeItem<ListItem>> families = new HashMap<>();
  private final Map<String, TreeItem<ListItem>> models = new HashMap<>();
  private final ReadOnlyObjectWrapper<Optional<ModelRow>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final TreeTableColumn<ListItem, ListItem> names;
  private double scale = 1;
  private double filledWidth;
  private boolean filling;

  ModelTable(UiState memory, InstantSource clock, Runnable open) {
    setId("model-table");
    getStyleClass().addAll("model-table");
    setAccessibleText("Models");
    setRoot(root);
    setShowRoot(false);
    setRowFactory(table -> new Row());
    ModelColumns columns = new ModelColumns(clock);
    getColumns().addAll(columns.all());
    setTreeColumn(columns.all().getFirst());
    setTableMenuButtonVisible(true);
    names = columns.all().getFirst();
    Remember.columns(getColumns(), "models.columns", memory, () -> scale);
    widthProperty().subscribe(this::fillWidth);
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

  /** Widths are pixels, so that they have to follow the zoom by hand. */
  void scale(double next) {
    double by = next / scale;
    scale = next;
    getColumns().forEach(column -> column.setPrefWidth(column.getWidth() * by));
    fillWidth();
  }

  /** Gives the names what the other columns leave; names made wider by hand stay so. */
  private void fillWidth() {
    double others =
        getVisibleLeafColumns().stream()
            .filter(column -> column != names)
            .mapToDouble(TreeTableColumn::getWidth)
            .sum();
    double rest = getWidth() - others - SCROLL_BAR * scale;
    double wanted = Math.max(ModelColumns.NAME_WIDTH * scale, rest);
    boolean byHand = filledWidth > 0 && Math.abs(names.getWidth() - filledWidth) > 1;
    if (getWidth() > 0 && (!byHand || wanted > names.getWidth())) {
      filledWidth = wanted;
      names.setPrefWidth(wanted);
    }
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
}
