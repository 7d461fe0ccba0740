package dev.hearth.desk.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A JSON value as a tree that folds and can be searched; branches are built when opened. */
public final class JsonTree extends VBox {
  /** Longer texts are read in the text view. */
  private static final int SHOWN_CHARS = 300;

  /** Small values open whole. */
  private static final int OPEN_AT_ONCE = 60;

  private final TreeView<JsonNodes.Entry> tree = new TreeView<>();
  private final TextField query = new TextField();
  private final Label count = new Label();
  private List<List<Integer>> hits = List.of();
  private int hit;
  private JsonNode shown;

  public JsonTree() {
    getStyleClass().add("json-tree");
    tree.setShowRoot(false);
    tree.setAccessibleText("JSON tree");
    tree.setCellFactory(v -> new EntryCell());
    tree.setContextMenu(menu());
    VBox.setVgrow(tree, Priority.ALWAYS);
    getChildren().addAll(searchBar(), tree);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (KeyCombination.keyCombination("Shortcut+F").match(e)) {
            query.requestFocus();
            e.consume();
          } else if (tree.isFocused() && KeyCombination.keyCombination("Shortcut+C").match(e)) {
            copySelected();
            e.consume();
          }
        });
  }

  /** Shows a value; the same value again keeps what is unfolded. */
  public void show(JsonNode value) {
    if (value.equals(shown)) {
      return;
    }
    shown = value;
    TreeItem<JsonNodes.Entry> root = new Branch(new JsonNodes.Entry("", value));
    root.setExpanded(true);
    int budget = OPEN_AT_ONCE;
    for (TreeItem<JsonNodes.Entry> child : root.getChildren()) {
      int size = child.getValue().value().size();
      if (size > 0 && size <= budget) {
        child.setExpanded(true);
        budget -= size;
      }
    }
    tree.setRoot(root);
    search();
  }

  private HBox searchBar() {
    query.setPromptText("Find");
    query.setAccessibleText("Find a key or a value");
    query.textProperty().subscribe(this::search);
    query.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && !hits.isEmpty()) {
            hit = Math.floorMod(hit + (e.isShiftDown() ? -1 : 1), hits.size());
            reveal();
            e.consume();
          }
        });
    HBox.setHgrow(query, Priority.ALWAYS);
    count.getStyleClass().add("muted");
    count.setMinWidth(USE_PREF_SIZE);
    HBox bar = new HBox(query, count);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("search-bar");
    return bar;
  }

  private void search() {
    hits = shown == null ? List.of() : JsonNodes.search(shown, query.getText());
    hit = 0;
    if (query.getText().isBlank()) {
      count.setText("");
    } else if (hits.isEmpty()) {
      count.setText("Nothing found");
    } else {
      reveal();
    }
  }

  private void reveal() {
    count.setText((hit + 1) + " of " + hits.size());
    TreeItem<JsonNodes.Entry> item = tree.getRoot();
    for (int index : hits.get(hit)) {
      item.setExpanded(true);
      item = item.getChildren().get(index);
    }
    tree.getSelectionModel().select(item);
    tree.scrollTo(Math.max(0, tree.getRow(item) - 3));
  }

  private ContextMenu menu() {
    MenuItem copy = new MenuItem("Copy the value");
    copy.setOnAction(e -> copySelected());
    return new ContextMenu(copy);
  }

  private void copySelected() {
    TreeItem<JsonNodes.Entry> item = tree.getSelectionModel().getSelectedItem();
    if (item != null) {
      JsonNode value = item.getValue().value();
      Clips.copy(value.isTextual() ? value.textValue() : ShownText.pretty(value));
    }
  }

  /** Children are made when first asked for, so that a large body costs nothing until opened. */
  private static final class Branch extends TreeItem<JsonNodes.Entry> {
    private boolean built;

    Branch(JsonNodes.Entry entry) {
      super(entry);
    }

    @Override
    public boolean isLeaf() {
      return getValue().value().isValueNode() || getValue().value().isEmpty();
    }

    @Override
    public javafx.collections.ObservableList<TreeItem<JsonNodes.Entry>> getChildren() {
      if (!built) {
        built = true;
        super.getChildren()
            .setAll(JsonNodes.children(getValue().value()).stream().map(Branch::new).toList());
      }
      return super.getChildren();
    }
  }

  /** Letters of a line that are worth scrolling for. */
  private static final double LONGEST_LINE = 22;

  private static final class EntryCell extends TreeCell<JsonNodes.Entry> {
    private final Label key = new Label();
    private final Label value = new Label();
    private final HBox row = new HBox(key, value);

    EntryCell() {
      row.getStyleClass().add("json-row");
      row.setAlignment(Pos.CENTER_LEFT);
      key.setMinWidth(USE_PREF_SIZE);
    }

    /** In a narrow pane the tree scrolls sideways, but a long text is no reason to. */
    @Override
    protected double computePrefWidth(double height) {
      return Math.min(super.computePrefWidth(height), LONGEST_LINE * getFont().getSize());
    }

    @Override
    protected void updateItem(JsonNodes.Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (empty || entry == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      key.setText(entry.key() + ":");
      key.getStyleClass().setAll("label", "json-key");
      value.setText(text(entry.value()));
      setAccessibleText(key.getText() + " " + value.getText());
      value.getStyleClass().setAll("label", styleClass(entry.value()));
      setGraphic(row);
    }

    private static String text(JsonNode node) {
      if (node.isObject()) {
        return node.isEmpty() ? "{}" : "{ " + node.size() + " }";
      }
      if (node.isArray()) {
        return node.isEmpty() ? "[]" : "[ " + node.size() + " ]";
      }
      String text = node.isTextual() ? node.textValue() : node.asText();
      String line = text.replace("\n", "⏎");
      String cut =
          line.length() > SHOWN_CHARS
              ? line.substring(0, SHOWN_CHARS)
                  + " … "
                  + Amounts.count(line.length() - SHOWN_CHARS)
                  + " more"
              : line;
      return node.isTextual() ? "\"" + cut + "\"" : cut;
    }

    private static String styleClass(JsonNode node) {
      if (node.isTextual()) {
        return "json-string";
      }
      if (node.isNumber()) {
        return "json-number";
      }
      return node.isContainerNode() ? "json-size" : "json-literal";
    }
  }
}
