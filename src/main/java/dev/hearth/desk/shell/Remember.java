package dev.hearth.desk.shell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/** Ties parts of the window to what is remembered of them. */
public final class Remember {
  private Remember() {}

  /** Size, place and whether it fills the screen. */
  public static void window(Stage stage, UiState state, double width, double height) {
    stage.setWidth(state.number("window.width").orElse(width));
    stage.setHeight(state.number("window.height").orElse(height));
    state.number("window.x").ifPresent(stage::setX);
    state.number("window.y").ifPresent(stage::setY);
    stage.setMaximized(state.flag("window.maximized", false));
    Runnable keep =
        () -> {
          state.put("window.maximized", stage.isMaximized());
          if (!stage.isMaximized() && stage.isShowing()) {
            state.put("window.width", stage.getWidth());
            state.put("window.height", stage.getHeight());
            state.put("window.x", stage.getX());
            state.put("window.y", stage.getY());
          }
        };
    stage.widthProperty().subscribe(keep);
    stage.heightProperty().subscribe(keep);
    stage.xProperty().subscribe(keep);
    stage.yProperty().subscribe(keep);
    stage.maximizedProperty().subscribe(keep);
  }

  /** The first divider of a split. */
  public static void divider(SplitPane split, String name, UiState state, double otherwise) {
    var divider = split.getDividers().getFirst();
    divider.setPosition(state.number(name).orElse(otherwise));
    divider.positionProperty().subscribe(p -> state.put(name, p.doubleValue()));
  }

  /** Widths, order and visibility of columns; each needs an id. */
  public static <T> void columns(TableView<T> table, String name, UiState state) {
    restore(table, name, state);
    table
        .getColumns()
        .addListener(
            (ListChangeListener<TableColumn<T, ?>>)
                change ->
                    state.put(
                        name + ".order",
                        table.getColumns().stream()
                            .map(TableColumn::getId)
                            .collect(Collectors.joining(","))));
    for (TableColumn<T, ?> column : table.getColumns()) {
      column.widthProperty().subscribe(() -> keepWidth(column, name, state));
      column
          .visibleProperty()
          .subscribe(() -> state.put(name + "." + column.getId() + ".shown", column.isVisible()));
    }
  }

  /** The tab in front; each tab needs an id. */
  public static void tab(TabPane tabs, String name, UiState state) {
    state
        .text(name)
        .flatMap(id -> tabs.getTabs().stream().filter(t -> id.equals(t.getId())).findFirst())
        .ifPresent(tabs.getSelectionModel()::select);
    tabs.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            t -> {
              if (t != null && t.getId() != null) {
                state.put(name, t.getId());
              }
            });
  }

  private static void keepWidth(TableColumn<?, ?> column, String name, UiState state) {
    state.put(name + "." + column.getId() + ".width", column.getWidth());
  }

  private static <T> void restore(TableView<T> table, String name, UiState state) {
    for (TableColumn<T, ?> column : table.getColumns()) {
      String key = name + "." + column.getId();
      state.number(key + ".width").ifPresent(column::setPrefWidth);
      column.setVisible(state.flag(key + ".shown", column.isVisible()));
    }
    List<String> order =
        state.text(name + ".order").map(o -> Arrays.asList(o.split(","))).orElse(List.of());
    Map<String, TableColumn<T, ?>> byId = new HashMap<>();
    table.getColumns().forEach(c -> byId.put(c.getId(), c));
    if (order.size() == byId.size() && byId.keySet().containsAll(order)) {
      table.getColumns().setAll(order.stream().map(byId::get).toList());
    }
  }
}
