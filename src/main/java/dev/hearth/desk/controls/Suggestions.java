package dev.hearth.desk.controls;

import dev.hearth.traffic.filter.Suggestion;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/** The list of what could be typed next. */
final class Suggestions {
  private static final int ROWS = 9;

  private static final double WIDTH_EM = 38;
  private static final double ROW_EM = 2.15;

  private final Pane layer;
  private final ListView<Suggestion> list = new ListView<>();
  private final Supplier<List<Suggestion>> source;
  private final Consumer<Suggestion> accept;
  private boolean chosen;

  /** The list lives in a layer of the window, not in a popup, so that it never takes the focus. */
  Suggestions(Pane layer, Supplier<List<Suggestion>> source, Consumer<Suggestion> accept) {
    this.layer = layer;
    this.source = source;
    this.accept = accept;
    list.getStyleClass().add("suggestions");
    list.setCellFactory(v -> new Cell());
    list.setFocusTraversable(false);
    list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    list.setManaged(false);
    list.setVisible(false);
    layer.getChildren().add(list);
  }

  void show(Node owner) {
    List<Suggestion> all = source.get();
    if (all.isEmpty()) {
      hide();
      return;
    }
    list.getItems().setAll(all);
    list.getSelectionModel().clearSelection();
    chosen = false;
    Bounds at = layer.sceneToLocal(owner.localToScene(owner.getBoundsInLocal()));
    double em = ((TextField) owner).getFont().getSize();
    double height = (Math.min(ROWS, all.size()) * ROW_EM + 0.8) * em;
    list.resizeRelocate(at.getMinX(), at.getMaxY() + 6, WIDTH_EM * em, height);
    list.setVisible(true);
  }

  void hide() {
    list.setVisible(false);
  }

  /** Takes the keys that steer the list; true when it was one of them. */
  boolean handle(KeyEvent event) {
    if (!list.isVisible()) {
      return false;
    }
    switch (event.getCode()) {
      case DOWN -> step(1);
      case UP -> step(-1);
      case TAB -> {
        if (!chosen) {
          step(1);
        }
        acceptSelected();
      }
      case ENTER -> {
        if (!chosen) {
          hide();
          return false;
        }
        acceptSelected();
      }
      case ESCAPE -> hide();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Taken at the press: a click would first take the focus from the field. */
  private void pressed(MouseEvent event) {
    Node node = event.getTarget() instanceof Node target ? target : null;
    while (node != null && !(node instanceof ListCell)) {
      node = node.getParent();
    }
    if (node instanceof Cell cell && cell.getItem() != null) {
      hide();
      accept.accept(cell.getItem());
      event.consume();
    }
  }

  private void step(int by) {
    int next = list.getSelectionModel().getSelectedIndex() + by;
    list.getSelectionModel().select(Math.floorMod(next, list.getItems().size()));
    list.scrollTo(list.getSelectionModel().getSelectedIndex());
    chosen = true;
  }

  private void acceptSelected() {
    Suggestion selected = list.getSelectionModel().getSelectedItem();
    if (selected != null) {
      hide();
      accept.accept(selected);
    }
  }

  private static final class Cell extends ListCell<Suggestion> {
    private final Label insert = new Label();
    private final Label meaning = new Label();
    private final HBox row = new HBox(insert, meaning);

    Cell() {
      row.getStyleClass().add("suggestion");
      row.setAlignment(Pos.CENTER_LEFT);
      insert.getStyleClass().add("suggestion-insert");
      insert.setMinWidth(USE_PREF_SIZE);
      meaning.getStyleClass().add("muted");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Suggestion item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      insert.setText(item.insert());
      meaning.setText(item.meaning());
      setAccessibleText(item.insert() + ", " + item.meaning());
      setGraphic(row);
    }
  }
}
