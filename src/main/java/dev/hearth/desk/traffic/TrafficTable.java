package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.UiState;
import dev.hearth.desk.theme.Theme;
import dev.hearth.traffic.exchange.ExchangeSummary;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * The live table. Rows are never sorted again when they change, and arriving rows touch neither
 * selection, scroll nor focus; only following, which the user sees and ends by scrolling, moves.
 */
final class TrafficTable extends TableView<TrafficRow> {
  private final ReadOnlyObjectWrapper<Boolean> following = new ReadOnlyObjectWrapper<>(true);
  private final ReadOnlyObjectWrapper<String> chosen = new ReadOnlyObjectWrapper<>("");
  private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper away = new ReadOnlyBooleanWrapper();
  private final Function<String, Optional<TrafficRow>> find;
  private double scale = 1;
  private boolean constrained;

  TrafficTable(TrafficModel model, UiState state, Theme theme) {
    this.find = model::row;
    getStyleClass().add("traffic-table");
    setId("traffic-table");
    setAccessibleText("Requests");
    setTableMenuButtonVisible(true);
    widthProperty().subscribe(this::fitColumns);
    TrafficColumns.addTo(this, model.markedProperty());
    model.markedProperty().addListener((o, old, now) -> refresh());
    scale(theme.scale());
    theme.appearanceProperty().subscribe(() -> scale(theme.scale()));
    SortedList<TrafficRow> sorted = new SortedList<>(model.shown());
    setItems(sorted);
    setSortPolicy(
        table -> {
          boolean plain = table.getSortOrder().isEmpty();
          sorted.setComparator(plain ? null : totalOrder(table.getComparator()));
          return true;
        });
    sorted.addListener((ListChangeListener<TrafficRow>) this::changed);
    addEventFilter(ScrollEvent.SCROLL, e -> FxThread.later(this::userScrolled));
    addEventFilter(MouseEvent.MOUSE_RELEASED, this::userClicked);
    addEventFilter(KeyEvent.KEY_PRESSED, e -> FxThread.later(this::userChose));
    getSelectionModel().selectedItemProperty().subscribe(this::selected);
    setRowFactory(t -> new Row());
    Remember.columns(getColumns(), "traffic.columns", state, theme::scale);
    heightProperty().subscribe(() -> FxThread.later(this::lookForEnd));
    following.subscribe(() -> FxThread.later(this::lookForEnd));
  }

  /** The exchange chosen, empty when none; survives filters that hide its row. */
  ReadOnlyObjectProperty<String> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** Whether the newest row is kept in view. */
  ReadOnlyObjectProperty<Boolean> followingProperty() {
    return following.getReadOnlyProperty();
  }

  /** Whether the newest row is out of view, or hard to find because the rows are sorted. */
  ReadOnlyBooleanProperty awayProperty() {
    return away.getReadOnlyProperty();
  }

  /** How many rows came since the end was left. */
  ReadOnlyIntegerProperty unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /** Goes to the newest row and stays with it. */
  void follow() {
    following.set(true);
    unseen.set(0);
    getSortOrder().clear();
    showNewest();
  }

  /** Chooses a row and brings it into view. */
  void choose(TrafficRow row) {
    getSelectionModel().select(row);
    int at = getItems().indexOf(row);
    if (at >= 0) {
      scrollTo(Math.max(0, at - 2));
    }
  }

  /** Moves the choice by so many rows. */
  void step(int by) {
    if (!getItems().isEmpty()) {
      int next = Math.clamp(getSelectionModel().getSelectedIndex() + by, 0, getItems().size() - 1);
      getSelectionModel().clearAndSelect(next);
      getFocusModel().focus(next);
      userChose();
      if (!visible(next)) {
        scrollTo(Math.max(0, next - 1));
      }
    }
  }

  /** Chooses nothing. */
  void unchoose() {
    chosen.set("");
    getSelectionModel().clearSelection();
  }

  Optional<TrafficRow> chosenRow() {
    return Optional.ofNullable(getSelectionModel().getSelectedItem());
  }

  /** Columns are as wide as their letters need at the size chosen. */
  private void scale(double next) {
    double factor = next / scale;
    scale = next;
    for (TableColumn<TrafficRow, ?> column : getColumns()) {
      double least = column.getMinWidth() * factor;
      // A width below the old least would be refused, so there is none for a moment.
      column.setMinWidth(0);
      column.setMaxWidth(column.getMaxWidth() * factor);
      column.setPrefWidth(column.getPrefWidth() * factor);
      column.setMinWidth(least);
    }
    fitColumns();
  }

  /** Columns share the room there is; when it is too narrow for them, the table scrolls instead. */
  private void fitColumns() {
    double least = getVisibleLeafColumns().stream().mapToDouble(TableColumn::getMinWidth).sum();
    boolean roomy = getWidth() > least + 12;
    if (roomy == constrained) {
      return;
    }
    constrained = roomy;
    setColumnResizePolicy(
        roomy ? CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN : UNCONSTRAINED_RESIZE_POLICY);
    if (!roomy) {
      // What was given to them while there was room is taken back, so that more of them is seen.
      getVisibleLeafColumns().forEach(c -> resizeColumn(c, c.getMinWidth() - c.getWidth()));
    }
  }

  /** Ties are broken by arrival, so that equal rows do not jump. */
  private static Comparator<TrafficRow> totalOrder(Comparator<TrafficRow> order) {
    return order.thenComparingLong(TrafficRow::number);
  }

  private void selected(TrafficRow row) {
    // A filter that hides the row clears the selection; the inspector stays with what it shows.
    if (row != null) {
      chosen.set(row.id());
    }
  }

  private void changed(ListChangeListener.Change<? extends TrafficRow> change) {
    int added = 0;
    boolean replaced = false;
    while (change.next()) {
      replaced |= change.wasReplaced() || change.wasPermutated();
      added += change.wasReplaced() ? 0 : change.getAddedSize();
    }
    FxThread.later(this::keepChoice);
    if (following.get()) {
      FxThread.later(this::showNewest);
    } else if (!replaced) {
      unseen.set(unseen.get() + added);
    }
    FxThread.later(this::lookForEnd);
  }

  /** After a filter the chosen row, if it is there again, is selected again without scrolling. */
  private void keepChoice() {
    TrafficRow selected = getSelectionModel().getSelectedItem();
    if (chosen.get().isEmpty() || selected != null && selected.id().equals(chosen.get())) {
      return;
    }
    find.apply(chosen.get()).filter(TrafficRow::matches).ifPresent(getSelectionModel()::select);
  }

  private void showNewest() {
    if (!getItems().isEmpty() && getSortOrder().isEmpty()) {
      scrollTo(getItems().size() - 1);
    }
  }

  private Optional<VirtualFlow<?>> flow() {
    return getSkin() instanceof TableViewSkin<?> skin
        ? skin.getChildren().stream()
            .filter(VirtualFlow.class::isInstance)
            .<VirtualFlow<?>>map(f -> (VirtualFlow<?>) f)
            .findFirst()
        : Optional.empty();
  }

  private boolean visible(int index) {
    return flow()
        .filter(f -> f.getFirstVisibleCell() != null)
        .map(
            f ->
                index > f.getFirstVisibleCell().getIndex()
                    && index < f.getLastVisibleCell().getIndex())
        .orElse(false);
  }

  /** Scrolling away from the end ends following, scrolling back to it begins it again. */
  private void userScrolled() {
    followIf(getItems().isEmpty() || lastVisible() >= getItems().size() - 1);
  }

  private void userClicked(MouseEvent event) {
    boolean scrollBar =
        event.getTarget() instanceof Node node && node.getParent() instanceof ScrollBar;
    FxThread.later(scrollBar ? this::userScrolled : this::userChose);
  }

  /** Whoever chooses a row wants to look at it: the table then stands still. */
  private void userChose() {
    int chosenIndex = getSelectionModel().getSelectedIndex();
    if (chosenIndex >= 0) {
      followIf(following.get() && chosenIndex >= getItems().size() - 1);
    }
  }

  private void followIf(boolean wanted) {
    following.set(wanted && getSortOrder().isEmpty());
    if (following.get()) {
      unseen.set(0);
    }
    lookForEnd();
  }

  /** What is in view needs no way to it and is no news. */
  private void lookForEnd() {
    boolean sorted = !getSortOrder().isEmpty();
    boolean seen = !sorted && lastVisible() >= getItems().size() - 1;
    if (seen) {
      unseen.set(0);
    }
    away.set(!following.get() && !getItems().isEmpty() && !seen);
  }

  private int lastVisible() {
    return flow()
        .filter(f -> f.getLastVisibleCell() != null)
        .map(f -> f.getLastVisibleCell().getIndex())
        .orElse(Integer.MAX_VALUE);
  }

  private static final class Row extends TableRow<TrafficRow> {
    @Override
    protected void updateItem(TrafficRow row, boolean empty) {
      super.updateItem(row, empty);
      setAccessibleText(empty || row == null ? "" : TrafficColumns.spoken(row.summary()));
    }
  }

  /** A column of one thing about a row. */
  static <C extends TableCell<TrafficRow, ExchangeSummary>>
      TableColumn<TrafficRow, ExchangeSummary> column(
          String id,
          String title,
          double least,
          double most,
          Comparator<ExchangeSummary> order,
          Supplier<C> cell) {
    TableColumn<TrafficRow, ExchangeSummary> column = new TableColumn<>();
    column.setText(title);
    column.setId(id);
    column.setMinWidth(least);
    column.setPrefWidth(least);
    column.setMaxWidth(most);
    column.setCellValueFactory(f -> f.getValue().summaryProperty());
    column.setCellFactory(c -> cell.get());
    column.setComparator(order);
    return column;
  }
}
