package dev.hearth.desk.controls;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Lines of a log: the newest in sight while it is asked to follow, copied as text. */
public final class LogList<T> extends ListView<T> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final Function<T, Row> rows;
  private final ToggleButton follow = new ToggleButton("Follow", new FontIcon(Feather.ARROW_DOWN));

  /**
   * A line as it is shown.
   *
   * @param at when it was said
   * @param level how bad it is: ERROR, WARN, INFO or DEBUG
   * @param source who said it, empty where that is plain
   * @param text what was said
   */
  public record Row(Instant at, String level, String source, String text) {}

  /**
   * A list of lines.
   *
   * @param lines the lines, the newest last
   * @param rows how a line is shown
   */
  public LogList(ObservableList<T> lines, Function<T, Row> rows) {
    this.rows = rows;
    getStyleClass().add("log-list");
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setCellFactory(v -> new LineCell());
    setItems(lines);
    follow.getStyleClass().add("quiet-toggle");
    follow.setSelected(true);
    follow.setMinWidth(USE_PREF_SIZE);
    follow.selectedProperty().subscribe(this::toEnd);
    lines.addListener((ListChangeListener<T>) change -> toEnd());
    // Who scrolls back wants to read.
    addEventFilter(
        ScrollEvent.SCROLL, e -> follow.setSelected(e.getDeltaY() <= 0 && follow.isSelected()));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (KeyCombination.keyCombination("Shortcut+C").match(e)) {
            copy();
            e.consume();
          }
        });
  }

  /** Says whether the newest line is kept in sight. */
  public ToggleButton follow() {
    return follow;
  }

  private void toEnd() {
    if (follow.isSelected() && !getItems().isEmpty()) {
      scrollTo(getItems().size() - 1);
    }
  }

  private void copy() {
    Clips.copy(
        getSelectionModel().getSelectedItems().stream()
            .map(rows)
            .map(r -> (r.at() + " " + r.level() + " " + r.source()).strip() + " " + r.text())
            .collect(Collectors.joining("\n")));
  }

  private final class LineCell extends ListCell<T> {
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
    protected void updateItem(T line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      Row shown = rows.apply(line);
      time.setText(TIME.format(shown.at()));
      level.setText(shown.level());
      level.getStyleClass().setAll("label", "log-level", "level-" + shown.level());
      source.setText(shown.source());
      source.setManaged(!shown.source().isEmpty());
      text.setText(shown.text());
      setAccessibleText(shown.level() + " " + shown.source() + ": " + shown.text());
      setGraphic(row);
    }
  }
}
