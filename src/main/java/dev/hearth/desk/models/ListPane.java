package dev.hearth.desk.models;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.RoomyRow;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The list with its search, its filters, and what stands there while it is empty. */
final class ListPane extends VBox {
  /** What the pane's buttons lead to. */
  record Ways(Runnable folders, Runnable get, Runnable sample) {}

  /** Letters of width that a search is worth typing in. */
  private static final double ROOM_TO_SEARCH = 11;

  private final ListModel model;
  private final ModelTable table;
  private final TextField search = new TextField();
  private final Label count = new Label();
  private final FlowPane marks = new FlowPane();
  private final StackPane middle = new StackPane();
  private final EmptyState none;
  private final EmptyState noMatch;
  private final Label looking = new Label("Looking through the folders…");

  ListPane(ListModel model, ModelTable table, Ways ways, Node banner, Node transfers) {
    this.model = model;
    this.table = table;
    getStyleClass().add("list-pane");
    none =
        new EmptyState(
            Feather.CPU,
            "No models yet",
            "Add a folder that has GGUF files, drop one here, or download one. The sample model"
                + " is tiny and needs no download: it shows that everything works.",
            Buttons.accent("empty-sample", "Start the sample model", Feather.PLAY, ways.sample()),
            Buttons.text("empty-folder", "Add a folder", Feather.FOLDER_PLUS, ways.folders()),
            Buttons.text("empty-get", "Get a model", Feather.DOWNLOAD_CLOUD, ways.get()));
    noMatch =
        new EmptyState(
            Feather.SEARCH,
            "Nothing matches",
            "No model has all of these words and marks.",
            Buttons.text("filter-clear", "Show all", Feather.X, this::clear));
    looking.getStyleClass().add("muted");
    middle.getChildren().setAll(looking);
    VBox.setVgrow(middle, Priority.ALWAYS);
    getChildren().addAll(bar(ways), marks(), banner, middle, transfers);
    model.shownProperty().subscribe(this::show);
  }

  private RoomyRow bar(Ways ways) {
    search.setId("model-search");
    search.setPromptText("Search models");
    search.setAccessibleText("Search models");
    search
        .textProperty()
        .subscribe(t -> model.filterProperty().set(model.filterProperty().get().withWords(t)));
    search.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
            chooseFirst();
            table.requestFocus();
            e.consume();
          }
        });
    HBox.setHgrow(search, Priority.ALWAYS);
    count.getStyleClass().add("muted");
    count.setMinWidth(Region.USE_PREF_SIZE);
    HBox find = new HBox(search, count);
    find.getStyleClass().add("list-find");
    find.setAlignment(Pos.CENTER_LEFT);
    FlowPane buttons =
        new FlowPane(
            Buttons.text("open-folders", "Folders", Feather.FOLDER, ways.folders()),
            Buttons.text("open-get", "Get a model", Feather.DOWNLOAD_CLOUD, ways.get()));
    buttons.getStyleClass().add("list-find");
    buttons.setMinWidth(0);
    RoomyRow bar = new RoomyRow(find, buttons, ROOM_TO_SEARCH);
    bar.getStyleClass().add("list-bar");
    return bar;
  }

  private FlowPane marks() {
    marks.getStyleClass().add("filter-marks");
    for (ListFilter.Mark mark : ListFilter.Mark.values()) {
      ToggleButton toggle = new ToggleButton(mark.label());
      toggle.setId("filter-" + mark.name().toLowerCase(java.util.Locale.ROOT));
      toggle.getStyleClass().add("quiet-toggle");
      toggle
          .selectedProperty()
          .subscribe(on -> model.filterProperty().set(model.filterProperty().get().with(mark, on)));
      marks.getChildren().add(toggle);
    }
    return marks;
  }

  private void show(ListModel.Shown shown) {
    table.show(shown.groups());
    count.setText(
        shown.models() == shown.all()
            ? Integer.toString(shown.all())
            : shown.models() + " of " + shown.all());
    Node front =
        shown.models() > 0 ? table : shown.all() > 0 ? noMatch : shown.scanning() ? looking : none;
    if (middle.getChildren().getFirst() != front) {
      middle.getChildren().setAll(front);
    }
    Buttons.shown(marks, shown.all() > 0);
  }

  private void chooseFirst() {
    model.shownProperty().get().groups().stream()
        .flatMap(g -> g.rows().stream())
        .findFirst()
        .filter(row -> table.getSelectionModel().isEmpty())
        .ifPresent(row -> table.select(row.id()));
  }

  /** Takes all filters away; false when there was none. */
  boolean clear() {
    if (model.filterProperty().get().isNone()) {
      return false;
    }
    search.clear();
    marks.getChildren().forEach(n -> ((ToggleButton) n).setSelected(false));
    return true;
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }
}
