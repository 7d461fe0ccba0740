package dev.hearth.desk.shell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumnBase;
import javafx.scene.input.MouseEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Ties parts of the window to what is remembered of them. */
public final class Remember {
  /** How much of a title bar a hand needs. */
  private static final double HANDLE = 120;

  /** Some window managers put shadows and borders outside. */
  private static final double SLACK = 40;

  private Remember() {}

  /** Size, place and whether it fills the screen. */
  public static void window(Stage stage, UiState state, double width, double height) {
    double x = state.number("window.x").orElse(Double.NaN);
    double y = state.number("window.y").orElse(Double.NaN);
    double wide = Math.max(stage.getMinWidth(), state.number("window.width").orElse(width));
    double high = Math.max(stage.getMinHeight(), state.number("window.height").orElse(height));
    // A screen may have gone since, or become smaller; then the system finds a place.
    Optional<Rectangle2D> screen =
        Screen.getScreens().stream()
            .map(Screen::getVisualBounds)
            .filter(bounds -> reachable(new Rectangle2D(x, y, wide, high), bounds))
            .findFirst();
    if (screen.isPresent()) {
      stage.setX(x);
      stage.setY(y);
    }
    Rectangle2D room = screen.orElseGet(Screen.getPrimary()::getVisualBounds);
    boolean remembered = state.number("window.width").isPresent();
    stage.setWidth(remembered ? Math.min(wide, room.getWidth()) : wide);
    stage.setHeight(remembered ? Math.min(high, room.getHeight()) : high);
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

  /** Whether enough of a window's title bar is on a screen to see and to move it. */
  static boolean reachable(Rectangle2D window, Rectangle2D screen) {
    double shown =
        Math.min(window.getMaxX(), screen.getMaxX()) - Math.max(window.getMinX(), screen.getMinX());
    return shown >= HANDLE
        && window.getMinY() >= screen.getMinY() - SLACK
        && window.getMinY() <= screen.getMaxY() - HANDLE;
  }

  /**
   * The divider behind the first part of a split, as the user left it: where a small window or
   * large letters push it is not remembered.
   *
   * @return puts it back where the user left it
   */
  public static Runnable divider(SplitPane split, String name, UiState state, double otherwise) {
    Node first = split.getItems().getFirst();
    Runnable back =
        () -> {
          if (!split.getDividers().isEmpty() && split.getItems().getFirst() == first) {
            split.setDividerPosition(0, state.number(name).orElse(otherwise));
          }
        };
    back.run();
    split.addEventHandler(
        MouseEvent.MOUSE_RELEASED,
        e -> {
          if (!split.getDividers().isEmpty()
              && split.getItems().getFirst() == first
              && e.getTarget() instanceof Node n
              && isDivider(n)) {
            state.put(name, split.getDividerPositions()[0]);
          }
        });
    split.addEventHandler(
        PartRoom.MOVED,
        e -> {
          if (e.getTarget() == split && split.getItems().getFirst() == first) {
            state.put(name, split.getDividerPositions()[0]);
          }
        });
    return back;
  }

  private static boolean isDivider(Node node) {
    for (Node n = node; n != null && !(n instanceof SplitPane); n = n.getParent()) {
      if (n.getStyleClass().contains("split-pane-divider")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Widths, order and visibility of a table's columns; each needs an id.
   *
   * @param scale how much larger than normal everything is; widths are kept as at normal size
   */
  public static <C extends TableColumnBase<?, ?>> void columns(
      ObservableList<C> columns, String name, UiState state, DoubleSupplier scale) {
    restore(columns, name, state, scale);
    columns.addListener(
        (ListChangeListener<C>)
            change ->
                state.put(
                    name + ".order",
                    columns.stream().map(TableColumnBase::getId).collect(Collectors.joining(","))));
    for (C column : columns) {
      String key = name + "." + column.getId();
      column
          .widthProperty()
          .subscribe(
              (was, now) -> state.put(key + ".width", now.doubleValue() / scale.getAsDouble()));
      column.visibleProperty().subscribe((was, now) -> state.put(key + ".shown", now));
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

  private static <C extends TableColumnBase<?, ?>> void restore(
      ObservableList<C> columns, String name, UiState state, DoubleSupplier scale) {
    for (C column : columns) {
      String key = name + "." + column.getId();
      state
          .number(key + ".width")
          .ifPresent(width -> column.setPrefWidth(width * scale.getAsDouble()));
      column.setVisible(state.flag(key + ".shown", column.isVisible()));
    }
    List<String> order =
        state.text(name + ".order").map(o -> Arrays.asList(o.split(","))).orElse(List.of());
    Map<String, C> byId = new HashMap<>();
    columns.forEach(c -> byId.put(c.getId(), c));
    if (order.size() == byId.size() && byId.keySet().containsAll(order)) {
      columns.setAll(order.stream().map(byId::get).toList());
    }
  }
}
