package dev.hearth.desk.shell;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Clips;
import dev.hearth.desk.services.LogLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The log at the bottom of the window, with levels, search and follow. */
final class LogDrawer extends VBox {
  private final LogModel model;
  private final ListView<LogLine> list = new ListView<>();
  private final ChoiceBox<LogLine.Level> level = new ChoiceBox<>();
  private final TextField search = new TextField();
  private final ToggleButton follow = new ToggleButton("Follow", new FontIcon(Feather.ARROW_DOWN));

  LogDrawer(LogModel model, Runnable close) {
    this.model = model;
    getStyleClass().add("log-drawer");
    getChildren().addAll(bar(close), list);
    VBox.setVgrow(list, Priority.ALWAYS);
    list.setId("log-lines");
    list.setAccessibleText("Log lines");
    list.setItems(model.shown());
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setCellFactory(v -> new LineCell());
    Label nothing = new Label("Nothing logged at this level yet.");
    nothing.getStyleClass().add("muted");
    list.setPlaceholder(nothing);
    list.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (KeyCombination.keyCombination("Shortcut+C").match(e)) {
            copy();
            e.consume();
          }
        });
    follow.setSelected(true);
    model.shown().addListener((ListChangeListener<LogLine>) c -> follow());
  }

  void focus() {
    model.errorsProperty().set(0);
    search.requestFocus();
  }

  private HBox bar(Runnable close) {
    Label title = new Label("Log");
    title.getStyleClass().add("group-title");
    level.getItems().setAll(LogLine.Level.values());
    level.setValue(LogLine.Level.INFO);
    level.setAccessibleText("Least level shown");
    level.valueProperty().subscribe(this::filter);
    search.setPromptText("Search the log");
    search.setAccessibleText("Search the log");
    search.textProperty().subscribe(this::filter);
    follow.getStyleClass().add("quiet-toggle");
    follow.selectedProperty().subscribe(this::follow);
    Button clear = flat("Clear the view", Feather.SLASH, model::clear);
    Button shut = flat("Close the log", Feather.X, close);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(title, level, search, follow, gap, clear, shut);
    bar.setAlignment(Pos.CENTER_LEFT);
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

  private void follow() {
    if (follow.isSelected() && !list.getItems().isEmpty()) {
      list.scrollTo(list.getItems().size() - 1);
    }
  }

  private void copy() {
    Clips.copy(
        list.getSelectionModel().getSelectedItems().stream()
            .map(l -> l.time() + " " + l.level() + " " + l.source() + " " + l.text())
            .collect(Collectors.joining("\n")));
  }

  private static final class LineCell extends ListCell<LogLine> {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Label time = new Label();
    private final Label level = new Label();
    private final Label source = new Label();
    private final Label text = new Label();
    private final HBox row = new HBox(time, level, source, text);

    LineCell() {
      row.getStyleClass().add("log-row");
      time.getStyleClass().addAll("log-time", "muted");
      source.getStyleClass().addAll("log-source", "muted");
      for (Label fixed : new Label[] {time, level, source}) {
        fixed.setMinWidth(Region.USE_PREF_SIZE);
      }
    }

    @Override
    protected void updateItem(LogLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      time.setText(TIME.format(line.time()));
      level.setText(line.level().name());
      level.getStyleClass().setAll("label", "log-level", "level-" + line.level());
      source.setText(line.source());
      text.setText(line.text());
      setGraphic(row);
    }
  }
}
