package dev.hearth.desk.first;

import dev.hearth.desk.controls.ActionCard;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.settings.FolderModel;
import dev.hearth.models.library.RootStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The folders found on this machine, each offered and none forced. */
final class FoldersCard extends ActionCard {
  private final FirstRunModel model;
  private final FileDialogs dialogs;
  private final Runnable changed;
  private final CheckBox sample = new CheckBox("Try the sample model");

  FoldersCard(FirstRunModel model, FileDialogs dialogs, Runnable changed) {
    super(
        Feather.FOLDER,
        "Folders with models",
        "Looked through where they are. Nothing in them is moved or copied.");
    this.model = model;
    this.dialogs = dialogs;
    this.changed = changed;
    Button add = new Button("Add…", new FontIcon(Feather.FOLDER_PLUS));
    add.setAccessibleText("Add a folder with models");
    add.setMinWidth(USE_PREF_SIZE);
    add.setId("first-add-folder");
    add.setOnAction(e -> choose());
    buttons(add);
    sample.selectedProperty().bindBidirectional(model.sampleProperty());
    sample.selectedProperty().subscribe(() -> told(sample.isSelected()));
    sample.setId("first-sample");
    model.folders().folders().addListener((ListChangeListener<RootStatus>) c -> refresh());
    refresh();
  }

  private void told(boolean selected) {
    changed.run();
  }

  private void refresh() {
    List<Node> rows = new ArrayList<>();
    model.folders().folders().forEach(f -> rows.add(row(f)));
    Label words = new Label("0.4 MB, answers like clockwork: to see a real llama-server at work");
    words.getStyleClass().add("caption");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    VBox last = new VBox(sample, words);
    last.getStyleClass().addAll("first-line", "last");
    words.getStyleClass().add("below-tick");
    rows.add(last);
    body(rows.toArray(Node[]::new));
    changed.run();
  }

  private Node row(RootStatus folder) {
    CheckBox tick = new CheckBox(folder.root().label());
    tick.selectedProperty().bindBidirectional(model.tick(folder));
    tick.selectedProperty().subscribe(() -> told(tick.isSelected()));
    tick.setAccessibleText(
        folder.root().label() + ", " + folder.root().path() + ", " + FolderModel.words(folder));
    tick.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label count =
        new Label(folder.root().enabled() || folder.files() > 0 ? FolderModel.words(folder) : "");
    count.getStyleClass().add(folder.problem().isEmpty() ? "muted" : "bad");
    HBox top = new HBox(tick, gap, count);
    top.setAlignment(Pos.CENTER_LEFT);
    Label path = new Label(folder.root().path().toString());
    path.getStyleClass().addAll("mono", "muted", "below-tick");
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setMinWidth(0);
    VBox row = new VBox(top, path);
    row.getStyleClass().add("first-line");
    return row;
  }

  private void choose() {
    dialogs
        .folder(getScene().getWindow(), "A folder with models", Optional.empty())
        .ifPresent(model.folders()::add);
  }
}
