package dev.hearth.desk.settings;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.Switch;
import dev.hearth.models.library.RootStatus;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The list of folders: each switched on or off, taken out, and one more added. */
final class FoldersRow extends VBox {
  private final FolderModel model;
  private final FileDialogs dialogs;
  private final VBox rows = new VBox();

  FoldersRow(FolderModel model, FileDialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    getStyleClass().add("field-below");
    rows.getStyleClass().add("folder-rows");
    Button add = new Button("Add a folder…", new FontIcon(Feather.FOLDER_PLUS));
    add.setId("settings-add-folder");
    add.setOnAction(e -> choose());
    Label problem = new Label();
    problem.getStyleClass().add("bad");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    getChildren().addAll(rows, problem, add);
    model.folders().addListener((ListChangeListener<RootStatus>) c -> refresh());
    refresh();
  }

  private void refresh() {
    rows.getChildren().setAll(model.folders().stream().map(this::row).toList());
    if (!rows.getChildren().isEmpty()) {
      rows.getChildren().getLast().getStyleClass().add("last");
    }
  }

  private Node row(RootStatus status) {
    Switch on = new Switch();
    on.setSelected(status.root().enabled());
    on.setAccessibleText("Look for models in " + status.root().path());
    on.selectedProperty().subscribe(() -> model.enable(status.root().path(), on.isSelected()));
    Label name = new Label(status.root().label());
    name.getStyleClass().add("strong");
    name.setMinWidth(USE_PREF_SIZE);
    Label words = new Label(FolderModel.words(status));
    words.getStyleClass().add(status.problem().isEmpty() ? "muted" : "bad");
    Label path = new Label(status.root().path().toString());
    path.getStyleClass().addAll("mono", "muted");
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setMinWidth(0);
    FlowPane top = new FlowPane(name, words);
    top.getStyleClass().addAll("secret-line", "folder-words");
    VBox text = new VBox(top, path);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(new FontIcon(Feather.FOLDER), text, on);
    if (!status.root().own()) {
      row.getChildren().add(remove(status));
    }
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("folder-line");
    return row;
  }

  private Button remove(RootStatus status) {
    Button remove = new Button("", new FontIcon(Feather.X));
    remove.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    String what = "Take " + status.root().path() + " out of the list; its files stay";
    remove.setAccessibleText(what);
    remove.setTooltip(new Tooltip(what));
    remove.setOnAction(e -> model.remove(status.root().path()));
    return remove;
  }

  private void choose() {
    dialogs
        .folder(getScene().getWindow(), "A folder with models", Optional.empty())
        .ifPresent(model::add);
  }
}
