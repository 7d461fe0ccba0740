package dev.hearth.desk.traffic;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Clients with their conversations, and saved filters. */
final class Sidebar extends VBox {
  private final TrafficModel model;
  private final TreeView<Entry> tree = new TreeView<>();
  private final TreeItem<Entry> all = new TreeItem<>();
  private final Map<String, TreeItem<Entry>> items = new HashMap<>();
  private boolean refreshing;

  /** A line of the tree. */
  private record Entry(Scope scope, String text, int count, int retried) {}

  Sidebar(TrafficModel model, SavedFilters saved, Consumer<String> apply) {
    this.model = model;
    getStyleClass().add("sidebar");
    Label sessions = title("Sessions");
    tree.setShowRoot(false);
    tree.setId("traffic-sessions");
    tree.setAccessibleText("Sessions");
    tree.setCellFactory(v -> new EntryCell());
    TreeItem<Entry> root = new TreeItem<>();
    root.getChildren().add(all);
    tree.setRoot(root);
    VBox.setVgrow(tree, Priority.ALWAYS);
    getChildren().addAll(sessions, tree, title("Filters"), filters(saved, apply));
    model.groupsProperty().subscribe(this::refresh);
    model.totalProperty().subscribe(this::refresh);
    refresh();
    tree.getSelectionModel().select(all);
    tree.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            i -> {
              if (!refreshing && i != null && i.getValue() != null) {
                model.scopeProperty().set(i.getValue().scope());
              }
            });
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().addAll("group-title", "sidebar-title");
    return title;
  }

  private ListView<SavedFilters.Saved> filters(SavedFilters saved, Consumer<String> apply) {
    ListView<SavedFilters.Saved> list = new ListView<>(saved.all());
    list.setId("traffic-filters");
    list.setAccessibleText("Saved filters");
    list.getStyleClass().add("saved-filters");
    list.setCellFactory(v -> new SavedCell(saved));
    list.setOnMouseClicked(e -> applySelected(list, apply));
    list.setOnKeyPressed(
        e -> {
          if (e.getCode() == javafx.scene.input.KeyCode.ENTER) {
            applySelected(list, apply);
          } else if (e.getCode() == javafx.scene.input.KeyCode.DELETE) {
            removeSelected(list, saved);
          }
        });
    return list;
  }

  private static void removeSelected(ListView<SavedFilters.Saved> list, SavedFilters saved) {
    SavedFilters.Saved chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && chosen.own()) {
      saved.remove(chosen);
    }
  }

  private static void applySelected(ListView<SavedFilters.Saved> list, Consumer<String> apply) {
    SavedFilters.Saved chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      apply.accept(chosen.text());
    }
  }

  /** Entries are kept, so that what is unfolded and selected stays so. */
  private void refresh() {
    // New conversations move the lines of the tree; what is chosen stays chosen.
    TreeItem<Entry> chosen = tree.getSelectionModel().getSelectedItem();
    refreshing = true;
    rebuild();
    if (chosen != null && tree.getSelectionModel().getSelectedItem() != chosen) {
      tree.getSelectionModel().select(chosen);
    }
    refreshing = false;
  }

  private void rebuild() {
    all.setValue(new Entry(new Scope.All(), "All traffic", model.totalProperty().get(), 0));
    List<Sessions.Group> groups = model.groupsProperty().get();
    List<TreeItem<Entry>> clients = groups.stream().map(this::client).toList();
    List<TreeItem<Entry>> wanted = new java.util.ArrayList<>();
    wanted.add(all);
    wanted.addAll(clients);
    align(tree.getRoot(), wanted);
  }

  private TreeItem<Entry> client(Sessions.Group group) {
    TreeItem<Entry> item =
        items.computeIfAbsent("client " + group.client(), k -> expanded(new TreeItem<>()));
    String name = group.client().isEmpty() ? "Unknown client" : group.client();
    item.setValue(new Entry(new Scope.Client(group.client()), name, group.requests(), 0));
    align(item, group.sessions().stream().map(this::session).toList());
    return item;
  }

  private TreeItem<Entry> session(Sessions.Session session) {
    TreeItem<Entry> item = items.computeIfAbsent("session " + session.id(), k -> new TreeItem<>());
    String title = session.title().isEmpty() ? session.id() : session.title();
    item.setValue(
        new Entry(
            new Scope.Conversation(session.id()), title, session.requests(), session.retried()));
    return item;
  }

  private static TreeItem<Entry> expanded(TreeItem<Entry> item) {
    item.setExpanded(true);
    return item;
  }

  private static void align(TreeItem<Entry> parent, List<TreeItem<Entry>> wanted) {
    if (!parent.getChildren().equals(wanted)) {
      parent.getChildren().setAll(wanted);
    }
  }

  private static final class EntryCell extends TreeCell<Entry> {
    private final Label text = new Label();
    private final FontIcon retried = new FontIcon(Feather.ROTATE_CCW);
    private final Label count = new Label();
    private final HBox row;

    EntryCell() {
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      text.setMinWidth(0);
      count.getStyleClass().add("sidebar-count");
      count.setMinWidth(USE_PREF_SIZE);
      retried.getStyleClass().add("sidebar-retried");
      row = new HBox(text, gap, retried, count);
      row.getStyleClass().add("sidebar-row");
      row.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (empty || entry == null) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      text.setText(entry.text());
      boolean client = !(entry.scope() instanceof Scope.Conversation);
      text.getStyleClass().setAll("label", client ? "sidebar-client" : "sidebar-session");
      count.setText(Amounts.count(entry.count()));
      retried.setVisible(entry.retried() > 0);
      retried.setManaged(retried.isVisible());
      setTooltip(client ? null : new Tooltip(entry.text()));
      setAccessibleText(
          entry.text()
              + ", "
              + entry.count()
              + " requests"
              + (entry.retried() > 0 ? ", " + entry.retried() + " retried" : ""));
      setGraphic(row);
    }
  }

  private static final class SavedCell extends ListCell<SavedFilters.Saved> {
    private final Label name = new Label();
    private final Button remove = new Button("", new FontIcon(Feather.X));
    private final HBox row;

    SavedCell(SavedFilters saved) {
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      remove.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, "tiny");
      // By keys Delete does it, in the list.
      remove.setFocusTraversable(false);
      remove.setOnAction(e -> saved.remove(getItem()));
      row = new HBox(name, gap, remove);
      row.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(SavedFilters.Saved saved, boolean empty) {
      super.updateItem(saved, empty);
      if (empty || saved == null) {
        setGraphic(null);
        setAccessibleText(null);
        setTooltip(null);
        return;
      }
      name.setText(saved.name());
      setAccessibleText(saved.name());
      remove.setVisible(saved.own());
      remove.setAccessibleText("Remove the filter " + saved.name());
      setTooltip(new Tooltip(saved.text()));
      setGraphic(row);
    }
  }
}
