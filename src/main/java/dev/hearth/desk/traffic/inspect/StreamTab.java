package dev.hearth.desk.traffic.inspect;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.EventStrip;
import dev.hearth.desk.controls.OneOf;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.Shell;
import dev.hearth.traffic.exchange.Exchange;
import java.util.List;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Every event of both lanes, as a strip over time and as a list; choosing in one chooses in both.
 */
final class StreamTab implements InspectorTab {
  private static final int DATA_CHARS = 300;
  private static final PseudoClass HOT = PseudoClass.getPseudoClass("hot");

  private final ObservableList<StreamLines.Line> lines = FXCollections.observableArrayList();
  private final FilteredList<StreamLines.Line> shown = new FilteredList<>(lines);
  private final TableView<StreamLines.Line> table = new TableView<>(shown);
  private final CodeView data = new CodeView().named("The event's data");
  private final EventStrip strip;
  private final OneOf lanes = new OneOf();
  private final ToggleButton follow = new ToggleButton("Follow", new FontIcon(Feather.ARROW_DOWN));

  /** Letters of width that the lanes need beside the rest. */
  private static final double ROOM_FOR_LANES = 26;

  private final Label note = new Label();
  private final StackPane node;
  private StreamLines stream = new StreamLines();
  private String id = "";
  private long stall = Long.MAX_VALUE;

  StreamTab(Shell shell) {
    strip = new EventStrip(shell.theme().paletteProperty(), this::chosenInStrip);
    columns();
    table.setId("stream-events");
    table.setAccessibleText("Events");
    table.getStyleClass().add("stream-table");
    EmptyState empty =
        new EmptyState(
            Feather.RADIO,
            "No events",
            "The reply was no stream, or its events are no longer in memory.");
    table.setPlaceholder(empty);
    table.getSelectionModel().selectedItemProperty().subscribe(this::chosenInList);
    data.show("Choose an event to see its data.");
    SplitPane split = new SplitPane(table, data);
    Remember.divider(split, "traffic.stream.divider", shell.state(), 0.66);
    VBox.setVgrow(split, Priority.ALWAYS);
    node = new StackPane(new VBox(bar(), strip, split));
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public boolean openSearch() {
    data.openSearch();
    return true;
  }

  @Override
  public void show(Subject subject) {
    Exchange exchange = subject.exchange();
    if (!exchange.id().equals(id)) {
      id = exchange.id();
      stream = new StreamLines();
      lines.clear();
      strip.select(-1);
      strip.fit();
      data.show("Choose an event to see its data.");
    }
    List<StreamLines.Line> fresh = stream.read(exchange);
    stall = stream.stall();
    lines.addAll(fresh);
    strip.show(stream.strip(exchange));
    long lost =
        exchange.answer().eventsCut()
            + exchange.attempts().stream().mapToLong(a -> a.eventsCut()).sum();
    note.setText(
        Amounts.count(lines.size())
            + " events"
            + (lost > 0 ? ", " + Amounts.count(lost) + " not kept" : ""));
    boolean live = exchange.summary().phase().live();
    follow.setVisible(live);
    follow.setManaged(live);
    if (follow.isSelected() && !fresh.isEmpty() && exchange.summary().phase().live()) {
      table.scrollTo(shown.size() - 1);
    }
  }

  private RoomyRow bar() {
    note.getStyleClass().add("muted");
    follow.getStyleClass().add("quiet-toggle");
    follow.setSelected(true);
    follow.setMinWidth(Region.USE_PREF_SIZE);
    FlowPane which =
        new FlowPane(
            lane("Both", l -> true, true),
            lane("Backend in", l -> l.lane() == StreamLines.Lane.BACKEND, false),
            lane("Client out", l -> l.lane() == StreamLines.Lane.CLIENT, false),
            note);
    which.getStyleClass().add("bar-flow");
    which.setRowValignment(VPos.CENTER);
    HBox how =
        new HBox(
            follow,
            icon("Zoom in", Feather.ZOOM_IN, () -> strip.zoom(true)),
            icon("Zoom out", Feather.ZOOM_OUT, () -> strip.zoom(false)),
            icon("Show everything", Feather.MAXIMIZE_2, strip::fit));
    how.getStyleClass().add("bar-flow");
    how.setAlignment(Pos.CENTER_LEFT);
    RoomyRow bar = new RoomyRow(which, how, ROOM_FOR_LANES);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private ToggleButton lane(
      String name, java.util.function.Predicate<StreamLines.Line> which, boolean first) {
    ToggleButton button = new ToggleButton(name);
    button.getStyleClass().add("quiet-toggle");
    button.setSelected(first);
    lanes.add(button, () -> shown.setPredicate(which));
    return button;
  }

  private static Button icon(String what, Feather code, Runnable run) {
    Button button = new Button("", new FontIcon(code));
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    button.setAccessibleText(what);
    button.setTooltip(new Tooltip(what));
    button.setOnAction(e -> run.run());
    return button;
  }

  private void columns() {
    column("#", 56, "number-cell", l -> Integer.toString(l.event().number()));
    column("Lane", 96, "text-cell", StreamTab::lane);
    column("Time", 84, "number-cell", l -> "+" + Amounts.nanos(l.event().nanos()));
    TableColumn<StreamLines.Line, StreamLines.Line> gap =
        column("Gap", 78, "number-cell", l -> l.gap() < 0 ? "" : Amounts.nanos(l.gap()));
    gap.setCellFactory(c -> new GapCell());
    column("Type", 128, "text-cell", l -> l.event().type().isEmpty() ? "data" : l.event().type());
    column("Size", 66, "number-cell", l -> Amounts.bytes(l.event().data().length()));
    column("Data", 520, "mono-cell", l -> line(l.event().data()));
  }

  private static String lane(StreamLines.Line line) {
    return line.lane() == StreamLines.Lane.CLIENT ? "→ client" : "← attempt " + line.attempt();
  }

  private static String line(String text) {
    String cut = text.length() > DATA_CHARS ? text.substring(0, DATA_CHARS) + "…" : text;
    return cut.replace('\n', ' ');
  }

  private TableColumn<StreamLines.Line, StreamLines.Line> column(
      String title, double width, String style, Function<StreamLines.Line, String> words) {
    TableColumn<StreamLines.Line, StreamLines.Line> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(
        f -> new javafx.beans.property.ReadOnlyObjectWrapper<>(f.getValue()));
    column.setCellFactory(
        c ->
            new TableCell<>() {
              {
                getStyleClass().add(style);
              }

              @Override
              protected void updateItem(StreamLines.Line line, boolean empty) {
                super.updateItem(line, empty);
                setText(empty || line == null ? "" : words.apply(line));
              }
            });
    table.getColumns().add(column);
    return column;
  }

  private void chosenInStrip(int index) {
    if (index < 0 || index >= lines.size()) {
      return;
    }
    StreamLines.Line line = lines.get(index);
    if (!shown.contains(line)) {
      lanes.chooseFirst();
      shown.setPredicate(l -> true);
    }
    table.getSelectionModel().select(line);
    table.scrollTo(Math.max(0, shown.indexOf(line) - 2));
  }

  private void chosenInList(StreamLines.Line line) {
    if (line != null) {
      strip.select(line.index());
      data.show(line.event().data());
    }
  }

  private final class GapCell extends TableCell<StreamLines.Line, StreamLines.Line> {
    GapCell() {
      getStyleClass().addAll("number-cell", "gap-cell");
    }

    @Override
    protected void updateItem(StreamLines.Line line, boolean empty) {
      super.updateItem(line, empty);
      boolean filled = !empty && line != null && line.gap() >= 0;
      boolean hot = filled && line.stalled(stall);
      setText(filled ? (hot ? "▲ " : "") + Amounts.nanos(line.gap()) : "");
      pseudoClassStateChanged(HOT, hot);
    }
  }
}
