package dev.hearth.desk.shell;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.LogList;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.services.LogLine;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The log at the bottom of the window, with levels, search and follow. */
final class LogDrawer extends VBox {
  /** Letters of width that level and search need beside the buttons. */
  private static final double ROOM_TO_FIND = 20;

  private final LogModel model;
  private final LogList<LogLine> list;
  private final ChoiceBox<LogLine.Level> level = new ChoiceBox<>();
  private final TextField search = new TextField();

  LogDrawer(LogModel model, Runnable close) {
    this.model = model;
    list = new LogList<>(model.shown(), LogDrawer::row);
    getStyleClass().add("log-drawer");
    getChildren().addAll(bar(close), list);
    VBox.setVgrow(list, Priority.ALWAYS);
    addEventHandler(KeyEvent.KEY_PRESSED, e -> escape(e, close));
    list.setId("log-lines");
    list.setAccessibleText("Log lines");
    Label nothing = new Label("Nothing logged at this level yet.");
    nothing.getStyleClass().add("muted");
    list.setPlaceholder(nothing);
  }

  void focus() {
    model.errorsProperty().set(0);
    search.requestFocus();
  }

  private void escape(KeyEvent event, Runnable close) {
    if (event.getCode() == KeyCode.ESCAPE) {
      if (search.getText().isEmpty()) {
        close.run();
      } else {
        search.clear();
      }
      event.consume();
    }
  }

  private RoomyRow bar(Runnable close) {
    Label title = new Label("Log");
    title.getStyleClass().add("group-title");
    level.getItems().setAll(LogLine.Level.values());
    level.setValue(LogLine.Level.INFO);
    level.setAccessibleText("Least level shown");
    level.valueProperty().subscribe(this::filter);
    search.setPromptText("Search the log");
    search.setAccessibleText("Search the log");
    search.textProperty().subscribe(this::filter);
    level.setMinWidth(USE_PREF_SIZE);
    Button clear = flat("Clear the view", Feather.SLASH, model::clear);
    Button shut = flat("Close the log", Feather.X, close);
    FlowPane find = new FlowPane(title, level, search, list.follow());
    find.getStyleClass().add("log-find");
    find.setRowValignment(VPos.CENTER);
    RoomyRow bar = new RoomyRow(find, new HBox(clear, shut), ROOM_TO_FIND);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private static Button flat(String what, Feather icon, Runnable run) {
    Button button = new Button("", new FontIcon(icon));
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    button.setTooltip(new Tooltip(what));
    button.setAccessibleText(what);
    button.setOnAction(e -> run.run());
    return button;
  }

  private void filter() {
    model.filter(level.getValue(), search.getText());
  }

  private static LogList.Row row(LogLine line) {
    return new LogList.Row(line.time(), line.level().name(), line.source(), line.text());
  }
}
