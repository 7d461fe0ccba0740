package dev.hearth.desk.controls;

import dev.hearth.traffic.filter.Suggestion;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.stage.Popup;

/** The list of what could be typed next. */
final class Suggestions {
  private static final int ROWS = 9;

  private final Popup popup = new Popup();
  private final ListView<Suggestion> list = new ListView<>();
  private final Supplier<List<Suggestion>> source;
  private final Consumer<Suggestion> accept;
  private boolean chosen;

  Suggestions(Supplier<List<Suggestion>> source, Consumer<Suggestion> accept) {
    this.source = source;
    this.accept = accept;
    list.getStyleClass().add("suggestions");
    list.setCellFactory(v -> new Cell());
    list.setFocusTraversable(false);
    list.setOnMouseClicked(e -> acceptSelected());
    popup.getContent().add(list);
    popup.setAutoHide(true);
  }

  void show(Node owner, double x, double y) {
    List<Suggestion> all = source.get();
    if (all.isEmpty()) {
      hide();
      return;
    }
    list.getItems().setAll(all);
    list.getSelectionModel().clearSelection();
    chosen = false;
    list.setStyle("-fx-pref-height: " + (Math.min(ROWS, all.size()) * 2.15 + 0.6) + "em;");
    if (!popup.isShowing()) {
      popup.show(owner, x, y);
    }
  }

  void hide() {
    popup.hide();
  }

  /** Takes the keys that steer the list; true when it was one of them. */
  boolean handle(KeyEvent event) {
    if (!popup.isShowing()) {
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
        return;
      }
      insert.setText(item.insert());
      meaning.setText(item.meaning());
      setGraphic(row);
    }
  }
}
