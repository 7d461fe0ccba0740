package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.FileDrop;
import dev.hearth.desk.controls.FocusSoon;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.models.library.RootStatus;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The folders looked through, and the answer to why a file is not in the list. */
final class FoldersPanel extends VBox {
  /** Letters of width that a path is worth typing in. */
  private static final double ROOM_TO_TYPE = 12;

  private final ModelShelf shelf;
  private final FileDialogs dialogs;
  private final Executor fx;
  private final VBox folders = new VBox();
  private final TextField folder = new TextField();
  private final Label problem = new Label();
  private final TextField file = new TextField();
  private final Label answer = new Label();
  private final Chip listed = new Chip();
  private final HBox answering = new HBox(listed, answer);

  FoldersPanel(ModelShelf shelf, Executor fx, FileDialogs dialogs, Runnable close) {
    this.shelf = shelf;
    this.dialogs = dialogs;
    this.fx = fx;
    getStyleClass().add("side-panel");
    setId("folders-panel");
    folders.getStyleClass().add("folder-list");
    problem.getStyleClass().add("bad");
    problem.setWrapText(true);
    Buttons.shown(problem, false);
    VBox body =
        new VBox(
            caption(
                "Models stay where they are: Hearth looks into these folders, at any depth, and"
                    + " never moves, copies or renames a file."),
            folders,
            addRow(),
            problem,
            heading("Why is this file not listed?"),
            caption("Drop the file here, or write its path."),
            whyRow(),
            answering);
    body.getStyleClass().add("card-section");
    answer.setId("why-answer");
    answer.setWrapText(true);
    answer.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(answer, Priority.ALWAYS);
    answering.getStyleClass().add("fit-head");
    Buttons.shown(answering, false);
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title("Folders", close), scroll);
    FileDrop.on(this, this::dropped);
  }

  void focus() {
    FocusSoon.on(folder);
  }

  static HBox title(String text, Runnable close) {
    Label title = new Label(text);
    title.getStyleClass().add("card-name");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox row =
        new HBox(title, Buttons.icon("panel-close", "Back to the model (Esc)", Feather.X, close));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("panel-head");
    return row;
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("strong", "panel-heading");
    return label;
  }

  private static Label caption(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("caption");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private RoomyRow addRow() {
    folder.setId("folder-path");
    folder.setPromptText("Path of a folder");
    folder.setAccessibleText("Path of a folder to add");
    folder.setOnAction(e -> add());
    return row(
        folder,
        Buttons.text("folder-choose", "Choose…", Feather.FOLDER, this::choose),
        Buttons.accent("folder-add", "Add", Feather.PLUS, this::add));
  }

  private RoomyRow whyRow() {
    file.setId("why-path");
    file.setPromptText("Path of a file");
    file.setAccessibleText("Path of a file that is not listed");
    file.setOnAction(e -> ask());
    return row(
        file,
        Buttons.text("why-choose", "Choose…", Feather.FILE, this::chooseFile),
        Buttons.text("why-ask", "Ask", Feather.HELP_CIRCLE, this::ask));
  }

  private static RoomyRow row(TextField field, Button... buttons) {
    FlowPane beside = new FlowPane(buttons);
    beside.getStyleClass().add("preset-row");
    return new RoomyRow(field, beside, ROOM_TO_TYPE);
  }

  /** Shows the folders as they are now. */
  void show(List<RootStatus> all) {
    folders.getChildren().setAll(all.stream().map(this::row).toList());
  }

  private Node row(RootStatus status) {
    Path path = status.root().path();
    CheckBox on = new CheckBox();
    on.setSelected(status.root().enabled());
    on.setAccessibleText("Look through " + path);
    on.setOnAction(e -> said(shelf.switchFolder(path, on.isSelected())));
    Label name = new Label(status.root().label());
    name.getStyleClass().add("strong");
    Label where = new Label(path.toString());
    where.getStyleClass().add("caption");
    where.setTooltip(new javafx.scene.control.Tooltip(path.toString()));
    where.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    where.setMinWidth(0);
    Label files = new Label(files(status));
    files.getStyleClass().add("muted");
    FlowPane what = new FlowPane(name, files);
    what.getStyleClass().add("bar-flow");
    VBox texts = new VBox(what, where);
    if (!status.problem().isEmpty()) {
      Label trouble = caption(status.problem());
      trouble.getStyleClass().setAll("label", "bad");
      texts.getChildren().add(trouble);
    }
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(on, texts);
    if (!status.root().own()) {
      row.getChildren()
          .add(
              Buttons.icon(
                  null,
                  "Take " + path + " off the list",
                  Feather.X,
                  () -> said(shelf.removeFolder(path))));
    }
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("root-row");
    return row;
  }

  private static String files(RootStatus status) {
    if (!status.root().enabled()) {
      return "off";
    }
    if (status.scanning()) {
      return "looking…";
    }
    return Amounts.count(status.files()) + (status.files() == 1 ? " file" : " files");
  }

  private void add() {
    path(folder.getText(), this::add);
  }

  private void add(Path path) {
    said(shelf.addFolder(path));
    folder.clear();
  }

  private void choose() {
    dialogs
        .folder(getScene().getWindow(), "A folder with models", Optional.empty())
        .ifPresent(this::add);
  }

  private void chooseFile() {
    dialogs
        .file(getScene().getWindow(), "The file that is not listed", List.of())
        .ifPresent(this::why);
  }

  private void dropped(List<Path> paths) {
    why(paths.getFirst());
  }

  private void ask() {
    path(file.getText(), this::why);
  }

  /** Answers why a file is or is not in the list. */
  void why(Path path) {
    file.setText(path.toString());
    shelf
        .why(path)
        .whenCompleteAsync(
            (found, failure) -> {
              answer.setText(failure == null ? found.reason() : LaunchModel.words(failure));
              boolean is = failure == null && found.listed();
              listed.setText(is ? "Listed" : "Not listed");
              listed.setTone(is ? Chip.Tone.GOOD : Chip.Tone.WARN);
              listed.setIcon(is ? Feather.CHECK : Feather.HELP_CIRCLE);
              Buttons.shown(answering, true);
            },
            fx);
  }

  private void path(String text, Consumer<Path> then) {
    if (text.isBlank()) {
      return;
    }
    try {
      then.accept(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      say("This is no path: " + e.getReason());
    }
  }

  private void said(CompletableFuture<Void> answerOf) {
    answerOf.whenCompleteAsync(
        (done, failure) -> say(failure == null ? "" : LaunchModel.words(failure)), fx);
  }

  private void say(String text) {
    problem.setText(text);
    Buttons.shown(problem, !text.isEmpty());
  }
}
