package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FxThread;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every action, model and client, found by typing. */
final class CommandPalette extends VBox {
  /** What opened it is of no use in it. */
  private static final String OWN_ACTION = "shell.palette";

  private final TextField query = new TextField();
  private final ListView<Action> list = new ListView<>();
  private final Actions actions;
  private final Overlay overlay;
  private final Recent recent;

  CommandPalette(Actions actions, Overlay overlay, UiState state) {
    this.actions = actions;
    this.overlay = overlay;
    this.recent = new Recent(state, "palette.recent");
    getStyleClass().addAll("panel", "palette");
    query.setPromptText("What do you want to do?");
    query.setId("palette-query");
    query.setAccessibleText("Search for an action, a model or a client");
    query.textProperty().subscribe(this::search);
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setId("palette-list");
    list.setAccessibleText("Matching actions");
    list.setFocusTraversable(false);
    list.setCellFactory(v -> new ActionCell());
    list.setOnMouseClicked(e -> perform());
    Label nothing = new Label("Nothing matches. Try fewer letters.");
    nothing.getStyleClass().add("muted");
    list.setPlaceholder(nothing);
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(query, list);
    search();
  }

  /** Opens over the window with the query selected. */
  void open() {
    overlay.show(this, Pos.TOP_CENTER, () -> {});
    query.clear();
    search();
    query.requestFocus();
  }

  private void search() {
    List<Action> others = new ArrayList<>(actions.all());
    others.removeIf(action -> action.id().equals(OWN_ACTION));
    list.getItems().setAll(PaletteModel.find(others, query.getText(), recent.all()));
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  private void steer(KeyEvent event) {
    int step =
        switch (event.getCode()) {
          case DOWN -> 1;
          case UP -> -1;
          case PAGE_DOWN -> 8;
          case PAGE_UP -> -8;
          default -> 0;
        };
    if (step != 0 && !list.getItems().isEmpty()) {
      int next = list.getSelectionModel().getSelectedIndex() + step;
      list.getSelectionModel().select(Math.clamp(next, 0, list.getItems().size() - 1));
      list.scrollTo(list.getSelectionModel().getSelectedIndex());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      perform();
      event.consume();
    }
  }

  private void perform() {
    Action chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      recent.add(chosen.id());
      overlay.close();
      // After the focus went back, so that an action that moves it has the last word.
      FxThread.later(chosen::perform);
    }
  }

  private static final class ActionCell extends ListCell<Action> {
    private final FontIcon icon = new FontIcon();
    private final Label title = new Label();
    private final Label group = new Label();
    private final Label key = new Label();
    private final HBox row;

    ActionCell() {
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      group.getStyleClass().add("muted");
      key.getStyleClass().add("key");
      row = new HBox(icon, title, group, gap, key);
      row.getStyleClass().add("palette-row");
      row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(Action action, boolean empty) {
      super.updateItem(action, empty);
      if (empty || action == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      icon.setIconCode(action.icon());
      title.setText(action.title());
      group.setText(action.group());
      key.setText(action.keyText());
      key.setVisible(!action.keys().isEmpty());
      setAccessibleText(action.title() + ", " + action.group() + ", " + action.keyText());
      setGraphic(row);
    }
  }
}
