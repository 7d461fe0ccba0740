package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.JsonTree;
import dev.hearth.desk.controls.OneOf;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.wire.Json;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Headers and body of each leg, the body as a tree that folds or as text. */
final class HopsTab implements InspectorTab {
  private final ListView<Hop> hops = new ListView<>();
  private final GridPane headers = new GridPane();

  /** Letters of width that tell one path from another. */
  private static final double ROOM_FOR_LINE = 14;

  /** Letters of width that headers and body need beside each other. */
  private static final double ROOM_FOR_BOTH = 48;

  private final JsonTree tree = new JsonTree();
  private final CodeView text = new CodeView().named("Body");
  private final Label line = new Label();
  private final Label size = new Label();
  private final ToggleButton asTree = new ToggleButton("Tree");
  private final ToggleButton asText = new ToggleButton("Text");
  private final Label noTree = new Label("No JSON body to show as a tree.");
  private final StackPane body = new StackPane(tree, text, noTree);
  private final SplitPane node;
  private String id = "";
  private String shown = "";

  HopsTab() {
    hops.setCellFactory(v -> new HopCell());
    hops.setAccessibleText("Legs of the way");
    hops.getStyleClass().add("hop-list");
    hops.getSelectionModel().selectedItemProperty().subscribe(h -> draw());
    OneOf group = new OneOf();
    for (ToggleButton b : List.of(asTree, asText)) {
      b.getStyleClass().add("quiet-toggle");
      group.add(b, this::draw);
      b.setMinWidth(Region.USE_PREF_SIZE);
    }
    asTree.setSelected(true);
    noTree.getStyleClass().add("muted");
    headers.getStyleClass().add("header-grid");
    ScrollPane scroll = new ScrollPane(headers);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("Headers");
    SplitPane right = new SplitPane(scroll, body);
    right.setDividerPositions(0.36);
    right.widthProperty().subscribe(() -> FxThread.later(() -> turn(right)));
    VBox.setVgrow(right, Priority.ALWAYS);
    node = new SplitPane(hops, new VBox(bar(), right));
    node.setDividerPositions(0.18);
    SplitPane.setResizableWithParent(hops, false);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public boolean openSearch() {
    text.openSearch();
    return asText.isSelected();
  }

  @Override
  public void show(Subject subject) {
    List<Hop> all = Hop.of(subject.exchange());
    boolean another = !subject.exchange().id().equals(id);
    id = subject.exchange().id();
    int selected = Math.max(0, hops.getSelectionModel().getSelectedIndex());
    if (another || hops.getItems().size() != all.size()) {
      hops.getItems().setAll(all);
    } else {
      for (int i = 0; i < all.size(); i++) {
        hops.getItems().set(i, all.get(i));
      }
    }
    hops.getSelectionModel().select(another ? 0 : Math.min(selected, all.size() - 1));
    draw();
  }

  /** Where it is narrow the headers stand above the body. */
  private void turn(SplitPane split) {
    boolean narrow = split.getWidth() < ROOM_FOR_BOTH * line.getFont().getSize();
    split.setOrientation(narrow ? Orientation.VERTICAL : Orientation.HORIZONTAL);
  }

  private RoomyRow bar() {
    line.getStyleClass().addAll("mono", "strong");
    line.setMinWidth(0);
    size.getStyleClass().add("muted");
    size.setMinWidth(Region.USE_PREF_SIZE);
    line.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    CopyButton copy = new CopyButton("Copy the body", () -> selected().map(Hop::text).orElse(""));
    HBox all = new HBox(size, asTree, asText, copy);
    all.getStyleClass().add("bar-flow");
    all.setAlignment(Pos.CENTER_LEFT);
    RoomyRow bar = new RoomyRow(line, all, ROOM_FOR_LINE);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private Optional<Hop> selected() {
    return Optional.ofNullable(hops.getSelectionModel().getSelectedItem());
  }

  private void draw() {
    selected().ifPresent(this::draw);
  }

  private void draw(Hop hop) {
    String content = hop.text();
    String state = id + hop.name() + content.length() + hop.line() + asTree.isSelected();
    if (state.equals(shown)) {
      return;
    }
    shown = state;
    line.setText(hop.line());
    long full = hop.events().isEmpty() ? hop.body().fullSize() : content.length();
    boolean cut = hop.events().isEmpty() && hop.body().cut();
    size.setText(
        cut
            ? Amounts.bytes(hop.body().bytes().length) + " kept of " + Amounts.bytes(full)
            : Amounts.bytes(full));
    headers.getChildren().clear();
    for (int i = 0; i < hop.headers().size(); i++) {
      Label name = new Label(hop.headers().get(i).name());
      name.getStyleClass().addAll("mono", "json-key");
      name.setMinWidth(Region.USE_PREF_SIZE);
      GridPane.setValignment(name, VPos.TOP);
      Label value = new Label(hop.headers().get(i).value());
      value.getStyleClass().add("mono");
      value.setWrapText(true);
      headers.addRow(i, name, value);
    }
    if (hop.headers().isEmpty()) {
      Label none = new Label("No headers were recorded.");
      none.getStyleClass().add("muted");
      headers.addRow(0, none);
    }
    var json =
        hop.events().isEmpty()
            ? Json.parse(content)
            : Optional.<com.fasterxml.jackson.databind.JsonNode>empty();
    boolean showTree = asTree.isSelected() && json.isPresent();
    tree.setVisible(showTree);
    text.setVisible(!showTree);
    noTree.setVisible(content.isEmpty());
    noTree.setText("No body.");
    if (showTree) {
      tree.show(json.get());
    } else {
      text.show(content);
    }
  }

  private static final class HopCell extends ListCell<Hop> {
    @Override
    protected void updateItem(Hop hop, boolean empty) {
      super.updateItem(hop, empty);
      setText(empty || hop == null ? "" : hop.name());
    }
  }
}
