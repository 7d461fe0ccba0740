package dev.hearth.desk.journal;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.controls.OneOf;
import dev.hearth.traffic.export.ExportFormat;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Handing traffic out: which, in what form, with or without secrets, where to. */
final class ExportPanel extends VBox {
  /** More pixels than all choices need beside each other. */
  private static final double ONE_LINE = 2000;

  private final ExportModel model;
  private final FileDialogs dialogs;
  private final VBox warning = new VBox();
  private final WorkBox work;
  private final Button export = new Button("Export", new FontIcon(Feather.DOWNLOAD));

  ExportPanel(ExportModel model, FileDialogs dialogs, Runnable close) {
    this.model = model;
    this.dialogs = dialogs;
    getStyleClass().addAll("panel", "files-panel");
    setId("export-panel");
    Label title = new Label("Export traffic");
    title.getStyleClass().add("panel-title");
    export.setId("export-start");
    export.getStyleClass().add(Styles.ACCENT);
    export.setDefaultButton(true);
    export.setOnAction(e -> model.start());
    Button show = new Button("Show in folder", new FontIcon(Feather.FOLDER));
    show.setId("export-show");
    show.setMinWidth(USE_PREF_SIZE);
    show.setOnAction(e -> model.showFile());
    work =
        new WorkBox(model.work(), "Nothing was written: it was called off.", show, close, export);
    VBox form = new VBox(row("Which", what()), row("Form", formats()), row("Secrets", secrets()));
    form.getChildren().add(row("File", file()));
    form.getStyleClass().add("files-form");
    getChildren().addAll(title, new TallScroll(form, "What to export"), work);
    model.maskedProperty().subscribe(this::refresh);
    model.fileProperty().subscribe(this::refresh);
    model.work().stateProperty().subscribe(this::refresh);
    refresh();
  }

  /** A name and what belongs to it; a grid asks what wraps how tall it is at its real width. */
  private static GridPane row(String name, Node content) {
    Label label = new Label(name);
    label.getStyleClass().addAll("muted", "form-name");
    GridPane row = new GridPane();
    row.getStyleClass().add("form-line");
    GridPane.setHgrow(content, Priority.ALWAYS);
    GridPane.setValignment(label, VPos.TOP);
    row.addRow(0, label, content);
    return row;
  }

  private Node what() {
    OneOf group = new OneOf();
    FlowPane box = new FlowPane();
    box.getStyleClass().add("radio-row");
    // The usual length is that of small letters, and would leave an empty line below large ones.
    box.setPrefWrapLength(ONE_LINE);
    for (ExportModel.What which : ExportModel.What.values()) {
      if (model.offers(which)) {
        RadioButton button = new RadioButton();
        button.setId("export-" + which.name().toLowerCase(java.util.Locale.ROOT));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setSelected(model.whatProperty().get() == which);
        group.add(button, () -> model.whatProperty().set(which));
        Runnable tell = () -> button.setText(words(which));
        model.countsProperty().subscribe(tell);
        tell.run();
        box.getChildren().add(button);
      }
    }
    return box;
  }

  private String words(ExportModel.What which) {
    Long count = model.countsProperty().get(which);
    String number = count == null ? "" : " (" + Amounts.count(count) + ")";
    return switch (which) {
      case SELECTED -> "The selected request";
      case FILTERED -> "What passes the filter" + number;
      case ALL -> "All that is kept" + number;
    };
  }

  private Node formats() {
    OneOf group = new OneOf();
    GridPane grid = new GridPane();
    grid.getStyleClass().add("format-grid");
    int at = 0;
    for (ExportFormat format : ExportFormat.values()) {
      RadioButton button = new RadioButton(format.title());
      button.setId("format-" + format.name().toLowerCase(java.util.Locale.ROOT));
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setSelected(model.formatProperty().get() == format);
      group.add(button, () -> model.formatProperty().set(format));
      Label about = new Label(about(format));
      about.getStyleClass().add("caption");
      about.setWrapText(true);
      about.setMinHeight(Region.USE_PREF_SIZE);
      grid.addRow(at++, button, about);
    }
    return grid;
  }

  private static String about(ExportFormat format) {
    return switch (format) {
      case HAR -> "HAR 1.2, for browsers and other proxies; can be imported again";
      case JSONL -> "One request a line, nothing left out; can be imported again";
      case FINE_TUNING -> "OpenAI chat examples with only the replies that passed the guard";
      case CURL -> "Shell commands that send the requests again";
      case HTML -> "A page to read or attach to a report; opens anywhere, loads nothing";
    };
  }

  private Node secrets() {
    CheckBox mask = new CheckBox("Mask keys and what else looks like a secret");
    mask.setWrapText(true);
    mask.setMinHeight(Region.USE_PREF_SIZE);
    mask.setId("export-masked");
    mask.selectedProperty().bindBidirectional(model.maskedProperty());
    VBox box = new VBox(mask, warning);
    box.getStyleClass().add("form-stack");
    return box;
  }

  private Node file() {
    TextField field = new TextField();
    field.setId("export-file");
    field.setAccessibleText("The file to write");
    field.textProperty().bindBidirectional(model.fileProperty());
    HBox.setHgrow(field, Priority.ALWAYS);
    Button choose = new Button("Choose…");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setId("export-choose");
    choose.setOnAction(e -> choose());
    HBox box = new HBox(field, choose);
    box.getStyleClass().add("form-row");
    return box;
  }

  private void choose() {
    dialogs
        .newFile(getScene().getWindow(), "Export traffic", model.path())
        .ifPresent(p -> model.fileProperty().set(p.toString()));
  }

  private void refresh() {
    warning.getChildren().clear();
    if (!model.maskedProperty().get()) {
      warning
          .getChildren()
          .add(
              new MessageBox(
                  Chip.Tone.WARN,
                  "Prompts, tool results and file contents are written as they are, with any"
                      + " password or key in them. Share such a file with nobody you would not give"
                      + " these to."));
    }
    boolean busy = model.work().busy();
    export.setDisable(busy || !model.problem().isEmpty());
    export.setText(model.replaces() ? "Replace the file" : "Export");
    work.note(model.problem());
  }
}
