package dev.hearth.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import org.kordamp.ikonli.feather.Feather;

/**
 * What a table's headings do for the mouse alone, for the palette: sorting, and which columns are
 * shown.
 */
public final class ColumnActions {
  private final String id;
  private final String what;
  private final String group;

  /**
   * @param id begins the actions' ids: "traffic"
   * @param what the rows: "requests"
   * @param group where the actions belong
   */
  public ColumnActions(String id, String what, String group) {
    this.id = id;
    this.what = what;
    this.group = group;
  }

  /** The actions of a table as it is now. */
  public <S> List<Action> of(TableView<S> table) {
    return all(table.getColumns(), column -> sort(table, column));
  }

  /** The actions of a table with a tree as it is now. */
  public <S> List<Action> of(TreeTableView<S> table) {
    return all(table.getColumns(), column -> sort(table, column));
  }

  private <C extends TableColumnBase<?, ?>> List<Action> all(List<C> columns, Consumer<C> sort) {
    List<Action> all = new ArrayList<>();
    for (C column : columns) {
      String name = column.getText();
      String key = id + ".column." + name;
      if (column.isVisible() && column.isSortable()) {
        all.add(
            action(key + ".sort", "Sort the " + what + " by " + name, () -> sort.accept(column)));
      }
      all.add(
          action(
              key + ".show",
              (column.isVisible() ? "Hide the column " : "Show the column ") + name,
              () -> column.setVisible(!column.isVisible())));
    }
    return all;
  }

  private Action action(String actionId, String title, Runnable run) {
    return Action.of(actionId, title, group, Feather.COLUMNS, run);
  }

  /** As a click on the heading does: up, then down, then as they came. */
  private static <S> void sort(TableView<S> table, TableColumn<S, ?> column) {
    boolean sorted = table.getSortOrder().equals(List.of(column));
    boolean up = column.getSortType() == TableColumn.SortType.ASCENDING;
    if (sorted && !up) {
      table.getSortOrder().clear();
    } else {
      column.setSortType(sorted ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
      table.getSortOrder().setAll(List.of(column));
    }
  }

  private static <S> void sort(TreeTableView<S> table, TreeTableColumn<S, ?> column) {
    boolean sorted = table.getSortOrder().equals(List.of(column));
    boolean up = column.getSortType() == TreeTableColumn.SortType.ASCENDING;
    if (sorted && !up) {
      table.getSortOrder().clear();
    } else {
      column.setSortType(
          sorted ? TreeTableColumn.SortType.DESCENDING : TreeTableColumn.SortType.ASCENDING);
      table.getSortOrder().setAll(List.of(column));
    }
  }
}
