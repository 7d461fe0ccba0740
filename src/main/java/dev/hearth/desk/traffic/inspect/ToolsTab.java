package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.JsonTree;
import dev.hearth.traffic.exchange.Exchange;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The tools offered, the called ones marked, and each call's arguments ticked against the schema.
 */
final class ToolsTab implements InspectorTab {
  private final ListView<OfferedTools.Tool> list = new ListView<>();
  private final VBox detail = new VBox();
  private final JsonTree schema = new JsonTree();
  private final StackPane node;
  private final EmptyState empty =
      new EmptyState(
          Feather.TOOL,
          "No tools offered",
          "The request lets the model call nothing, so there is nothing to check.");
  private Exchange exchange;
  private String id = "";
  private List<String> drawn = List.of();

  ToolsTab() {
    list.setCellFactory(v -> new ToolCell());
    list.setAccessibleText("Tools offered");
    list.getStyleClass().add("tool-list");
    list.getSelectionModel().selectedItemProperty().subscribe(t -> draw());
    detail.getStyleClass().add("tool-detail");
    ScrollPane scroll = new ScrollPane(detail);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("The tool");
    VBox right = new VBox(title("Schema"), schema);
    VBox.setVgrow(schema, Priority.ALWAYS);
    SplitPane split = new SplitPane(list, scroll, right);
    split.setDividerPositions(0.22, 0.62);
    split.getStyleClass().add("tools-split");
    ScrollPane narrow = new ScrollPane(split);
    narrow.setFitToWidth(true);
    narrow.setFitToHeight(true);
    narrow.setFocusTraversable(false);
    node = new StackPane(narrow, empty);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(Subject subject) {
    exchange = subject.exchange();
    if (!exchange.id().equals(id) || list.getItems().isEmpty()) {
      id = exchange.id();
      List<OfferedTools.Tool> tools = OfferedTools.of(exchange);
      list.getItems().setAll(tools);
      tools.stream()
          .filter(t -> exchange.summary().toolsCalled().contains(t.name()))
          .findFirst()
          .or(() -> tools.stream().findFirst())
          .ifPresent(list.getSelectionModel()::select);
      empty.setVisible(tools.isEmpty());
      node.getChildren().getFirst().setVisible(!tools.isEmpty());
    }
    if (!exchange.summary().toolsCalled().equals(drawn)) {
      drawn = exchange.summary().toolsCalled();
      list.refresh();
    }
    draw();
  }

  private void draw() {
    OfferedTools.Tool tool = list.getSelectionModel().getSelectedItem();
    if (tool == null) {
      return;
    }
    Label name = new Label(tool.name(), new FontIcon(Feather.TOOL));
    name.getStyleClass().add("attempt-title");
    Label description =
        new Label(tool.description().isEmpty() ? "No description." : tool.description());
    description.setWrapText(true);
    description.getStyleClass().add("muted");
    detail.getChildren().setAll(name, description);
    List<OfferedTools.Call> calls = OfferedTools.calls(exchange, tool.name());
    if (calls.isEmpty()) {
      Label none = new Label("Not called in this exchange.");
      none.getStyleClass().add("muted");
      detail.getChildren().add(none);
    }
    calls.forEach(c -> detail.getChildren().add(call(tool, c)));
    schema.show(tool.schema());
  }

  private static Node call(OfferedTools.Tool tool, OfferedTools.Call call) {
    Label title = new Label("Called in attempt " + call.attempt());
    title.getStyleClass().add("strong");
    Chip chip =
        call.accepted()
            ? new Chip("went to the client", Chip.Tone.GOOD, Feather.CHECK)
            : new Chip("as the model produced it", Chip.Tone.NEUTRAL);
    FlowPane head = new FlowPane(title, chip);
    head.getStyleClass().add("card-head");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("tick-grid");
    int row = 0;
    for (OfferedTools.Tick tick : OfferedTools.ticks(tool.schema(), call.call().arguments())) {
      row(grid, row++, tick);
    }
    VBox box = new VBox(head, grid);
    box.getStyleClass().add("card");
    return box;
  }

  private static void row(GridPane grid, int row, OfferedTools.Tick tick) {
    boolean absent = tick.value().isEmpty();
    FontIcon icon =
        new FontIcon(
            !tick.fits() ? Feather.X_CIRCLE : absent ? Feather.MINUS : Feather.CHECK_CIRCLE);
    icon.getStyleClass().add(!tick.fits() ? "tick-bad" : absent ? "tick-none" : "tick-good");
    Label name = new Label(tick.name() + (tick.required() ? " *" : ""));
    name.getStyleClass().addAll("mono", "json-key");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label type = new Label(tick.type());
    type.getStyleClass().add("caption");
    type.setMinWidth(Region.USE_PREF_SIZE);
    Label value = new Label(absent ? "not given" : tick.value());
    value.getStyleClass().addAll("mono", absent ? "muted" : "json-string");
    value.setWrapText(true);
    Label why = new Label(tick.why());
    why.getStyleClass().add("bad");
    why.setWrapText(true);
    VBox cell = tick.why().isEmpty() ? new VBox(value) : new VBox(value, why);
    grid.addRow(row, icon, name, type, cell);
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().addAll("group-title", "pane-title");
    return title;
  }

  private final class ToolCell extends ListCell<OfferedTools.Tool> {
    private final Label name = new Label();
    private final Chip called = new Chip("", Chip.Tone.GOOD, Feather.CHECK);
    private final HBox row;

    ToolCell() {
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      name.getStyleClass().add("mono");
      name.setMinWidth(0);
      called.setAccessibleText("called");
      called.setTooltip(new Tooltip("Called in this exchange"));
      called.setMinWidth(Region.USE_PREF_SIZE);
      row = new HBox(name, gap, called);
      row.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(OfferedTools.Tool tool, boolean empty) {
      super.updateItem(tool, empty);
      if (empty || tool == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      name.setText(tool.name());
      called.setVisible(exchange.summary().toolsCalled().contains(tool.name()));
      called.setManaged(called.isVisible());
      setAccessibleText(tool.name() + (called.isVisible() ? ", called" : ", not called"));
      setGraphic(row);
    }
  }
}
