package dev.hearth.desk.models;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.LogList;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.runtime.log.LogLevel;
import dev.hearth.runtime.log.LogLine;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The server's log by level and words; it follows the newest line while asked to. */
final class LogSection extends VBox {
  /** Letters of width that a search is worth typing in. */
  private static final double ROOM_TO_SEARCH = 9;

  private final LogView model;
  private final ChoiceBox<LogLevel> level = new ChoiceBox<>();
  private final TextField search = new TextField();

  LogSection(LogView model) {
    this.model = model;
    getStyleClass().add("log-section");
    level.setId("server-log-level");
    level.getItems().setAll(LogLevel.values());
    level.setValue(LogLevel.INFO);
    level.setAccessibleText("Least level shown");
    level.setMinWidth(USE_PREF_SIZE);
    search.setId("server-log-search");
    search.setPromptText("Search the log");
    search.setAccessibleText("Search the server's log");
    LogList<LogLine> list = new LogList<>(model.shown(), LogSection::row);
    list.setId("server-log");
    list.setAccessibleText("The server's log");
    list.getStyleClass().add("server-log");
    list.setPlaceholder(
        new EmptyState(Feather.TERMINAL, "No log yet", "What the server says appears here."));
    VBox.setVgrow(list, Priority.ALWAYS);
    HBox how = new HBox(level, list.follow());
    how.getStyleClass().add("list-find");
    how.setAlignment(Pos.CENTER_LEFT);
    RoomyRow bar = new RoomyRow(search, how, ROOM_TO_SEARCH);
    bar.getStyleClass().add("bar");
    getChildren().addAll(bar, list);
    level.valueProperty().subscribe((was, now) -> filter());
    search.textProperty().subscribe((was, now) -> filter());
  }

  private void filter() {
    model.filter(level.getValue(), search.getText());
  }

  private static LogList.Row row(LogLine line) {
    String level = line.level() == LogLevel.WARNING ? "WARN" : line.level().name();
    return new LogList.Row(line.at(), level, "", line.text());
  }
}
