package dev.hearth.desk.journal;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.services.Going;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.TrafficFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Adding what a file holds to the journal. */
final class ImportPanel extends VBox {
  /** Enough to see what is wrong with a file. */
  private static final int PROBLEMS_SHOWN = 5;

  private static final FileDialogs.Kind RECORDED =
      new FileDialogs.Kind("Recorded traffic", List.of("*.har", "*.jsonl", "*.json"));

  private final TrafficFiles files;
  private final FileDialogs dialogs;
  private final FilesModel work;
  private final TextField file = new TextField();
  private final Button start = new Button("Import", new FontIcon(Feather.UPLOAD));
  private final WorkBox foot;

  ImportPanel(
      TrafficFiles files, Threads threads, FileDialogs dialogs, Runnable showThem, Runnable close) {
    this.files = files;
    this.dialogs = dialogs;
    this.work = new FilesModel(threads);
    getStyleClass().addAll("panel", "files-panel");
    setId("import-panel");
    Label title = new Label("Import traffic");
    title.getStyleClass().add("panel-title");
    Label about =
        new Label(
            "Reads HTTP archives (.har) of any program and Hearth's JSON lines (.jsonl). Imported"
                + " requests are kept in the journal and found with is:imported.");
    about.getStyleClass().add("caption");
    about.setWrapText(true);
    about.setMinHeight(USE_PREF_SIZE);
    file.setId("import-file");
    file.setPromptText("A .har or .jsonl file");
    file.setAccessibleText("The file to read");
    HBox.setHgrow(file, Priority.ALWAYS);
    Button choose = new Button("Choose…");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setId("import-choose");
    choose.setOnAction(e -> choose());
    HBox row = new HBox(file, choose);
    row.getStyleClass().add("form-row");
    Button show = new Button("Show them", new FontIcon(Feather.FILTER));
    show.setId("import-show");
    show.setMinWidth(Region.USE_PREF_SIZE);
    show.setOnAction(e -> showThem.run());
    start.setId("import-start");
    start.getStyleClass().add(Styles.ACCENT);
    start.setDefaultButton(true);
    start.setOnAction(e -> path().ifPresent(p -> work.start(going -> read(p, going))));
    foot = new WorkBox(work, "Nothing was read.", show, close, start);
    VBox form = new VBox(about, row);
    form.getStyleClass().add("files-form");
    getChildren().addAll(title, form, foot);
    file.textProperty().subscribe(this::refresh);
    work.stateProperty().subscribe(this::refresh);
    refresh();
  }

  private String read(Path path, Going going) throws IOException {
    TrafficFiles.Imported imported = files.read(path, going);
    StringBuilder words = new StringBuilder();
    words.append(Amounts.count(imported.added())).append(" requests added.");
    if (imported.known() > 0) {
      words.append(' ').append(Amounts.count(imported.known())).append(" were there already.");
    }
    List<String> problems = imported.problems();
    problems.stream().limit(PROBLEMS_SHOWN).forEach(p -> words.append('\n').append(p));
    if (problems.size() > PROBLEMS_SHOWN) {
      words.append("\n… and ").append(problems.size() - PROBLEMS_SHOWN).append(" more problems.");
    }
    return words.toString();
  }

  private Optional<Path> path() {
    try {
      return Optional.of(Path.of(file.getText().strip())).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void choose() {
    dialogs
        .file(getScene().getWindow(), "Import traffic", List.of(RECORDED))
        .ifPresent(p -> file.setText(p.toString()));
  }

  private void refresh() {
    start.setDisable(work.busy() || path().isEmpty());
    foot.note(file.getText().isBlank() || path().isPresent() ? "" : "There is no such file.");
  }
}
