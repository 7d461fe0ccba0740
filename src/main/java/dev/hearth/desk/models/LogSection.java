package dev.hearth.desk.models;

import dev.hearth.desk.controls.Clips;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.runtime.log.LogLevel;
import dev.hearth.runtime.log.LogLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The server's log by level and words; it follows the newest line while asked to. */
final class LogSection extends VBox {
  private final LogView model;
  private final ListView<LogLine> list = new ListView<>();
  private final ChoiceBox<LogLevel> level = new ChoiceBox<>();
  private final TextField search = new TextField();
  private final ToggleButton follow = new ToggleButton("Follow", new FontIcon(Feather.ARROW_DOWN));

  LogSection(LogView model) {
    this.model = model;
    getStyleClass().add("log-section");
    level.setId("server-log-level");
    level.getItems().setAll(LogLevel.values());
    level.setValue(LogLevel.INFO);
    level.setAccessibleText("Least level shown");
    search.setId("server-log-search");
    search.setPromptText("Search the log");
    search.setAccessibleText("Search the server's log");
    HBox.setHgrow(search, Priority.ALWAYS);
    follow.getStyleClass().add("quiet-toggle");
    follow.setSelected(true);
    follow.setMinWidth(Region.USE_PREF_SIZE);
    list.setId("server-log");
    list.setAccessibleText("The server's log");
    list.getStyleClass().add("server-log");
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setCellFactory(view -> new LineCell());
    list.setPlaceholder(
        new EmptyState(Feather.TERMINAL, "No log yet", "What the server says appears here."));
    list.setItems(model.shown());
    list.setOnKeyPressed(
        e -> {
          if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
            copy();
            e.consume();
          }
        });
    list.setOnScroll(e -> follow.setSelected(e.getDeltaY() <= 0 && follow.isSelected()));
    VBox.setVgrow(list, Priority.ALWAYS);
    HBox bar = new HBox(level, search, follow);
    bar.getStyleClass().add("bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(bar, list);
    level.valueProperty().subscribe((was, now) -> filter());
    search.textProperty().subscribe((was, now) -> filter());
    follow.selectedProperty().subscribe((was, now) -> toEnd());
    model.shown().addListener((ListChangeListener<LogLine>) change -> toEnd());
  }

  private void filter() {
    model.filter(level.getValue(), search.getText());
    toEnd();
  }

  private void toEnd() {
    if (follow.isSelected() && !model.shown().isEmpty()) {
      list.scrollTo(model.shown().size() - 1);
    }
  }

  private void copy() {
    Clips.copy(
        list.getSelectionModel().getSelectedItems().stream()
            .map(l -> l.at() + " " + l.level() + " " + l.text())
            .collect(Collectors.joining("\n")));
  }

  private static final class LineCell extends ListCell<LogLine> {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Label time = new Label();
    private final Label level = new Label();
    private final Label text = new Label();
    private final HBox row = new HBox(time, level, text);

    LineCell() {
      row.getStyleClass().add("log-row");
      time.getStyleClass().add("muted");
      time.setMinWidth(Region.USE_PREF_SIZE);
      level.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(LogLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      time.setText(TIME.format(line.at()));
      String name = line.level() == LogLevel.WARNING ? "WARN" : line.level().name();
      level.setText(name);
      level.getStyleClass().setAll("label", "log-level", "level-" + name);
      text.setText(line.text());
      setGraphic(row);
    }
  }
}
