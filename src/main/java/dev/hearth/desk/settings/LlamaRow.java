package dev.hearth.desk.settings;

import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.OneOf;
import dev.hearth.desk.services.LlamaServer;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which llama-server runs the models. */
final class LlamaRow extends VBox {
  private final Field field;
  private final SettingsModel settings;
  private final LlamaModel model;
  private final FileDialogs dialogs;
  private final VBox options = new VBox();
  private final FlowPane buttons = new FlowPane();
  private final Label said = new Label();

  LlamaRow(Field field, SettingsModel settings, LlamaModel model, FileDialogs dialogs) {
    this.field = field;
    this.settings = settings;
    this.model = model;
    this.dialogs = dialogs;
    getStyleClass().add("field-below");
    options.getStyleClass().add("folder-rows");
    buttons.getStyleClass().add("deeds-left");
    said.setWrapText(true);
    getChildren().addAll(options, said, buttons);
    model.found().addListener((ListChangeListener<LlamaServer>) c -> refresh());
    model.lookingProperty().subscribe(this::refresh);
    model.installingProperty().subscribe(this::refresh);
    model.stageProperty().subscribe(this::refresh);
    model.problemProperty().subscribe(this::refresh);
    settings.settingsProperty().subscribe(this::refresh);
    refresh();
  }

  private void refresh() {
    String chosen = settings.text(field);
    OneOf group = new OneOf();
    List<Node> rows = new ArrayList<>();
    String best =
        model.best().map(b -> "now " + b.version()).orElse("none was found on this machine");
    rows.add(option(group, "The best one found", best, "", chosen));
    for (LlamaServer server : model.found()) {
      String words = server.usable() ? server.version() + ", " + server.origin() : server.problem();
      rows.add(option(group, server.path().toString(), words, server.path().toString(), chosen));
    }
    if (!chosen.isEmpty()
        && model.found().stream().noneMatch(s -> s.path().toString().equals(chosen))) {
      String words = model.lookingProperty().get() ? "looking…" : "no llama-server is there";
      rows.add(option(group, chosen, words, chosen, chosen));
    }
    rows.getLast().getStyleClass().add("last");
    options.getChildren().setAll(rows);
    tell();
  }

  private void tell() {
    String problem = model.problemProperty().get();
    boolean busy = model.lookingProperty().get() || model.installingProperty().get();
    String text =
        model.installingProperty().get()
            ? model.stageProperty().get()
            : model.lookingProperty().get() ? "Looking for llama-server…" : problem;
    said.setText(text);
    said.getStyleClass().setAll("label", busy ? "muted" : "bad");
    said.setVisible(!text.isEmpty());
    said.setManaged(!text.isEmpty());
    if (model.installingProperty().get()) {
      buttons.getChildren().setAll(button("Cancel the install", Feather.X, model::cancel));
    } else {
      buttons
          .getChildren()
          .setAll(
              button("Choose a program…", Feather.FILE, this::choose),
              button("Install the official build", Feather.DOWNLOAD, model::install));
    }
  }

  private Node option(OneOf group, String title, String words, String value, String chosen) {
    RadioButton button = new RadioButton(title);
    button.setSelected(value.equals(chosen));
    button.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    button.setMinWidth(0);
    // The keys are on the chosen one before all of them are made anew.
    group.add(button, () -> FxThread.later(() -> settings.set(field, value)));
    Label more = new Label(words);
    more.getStyleClass().add("muted");
    more.setMinWidth(0);
    HBox.setHgrow(more, Priority.SOMETIMES);
    HBox row = new HBox(button, more);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("folder-line");
    return row;
  }

  private void choose() {
    dialogs
        .file(getScene().getWindow(), "The llama-server program", List.of())
        .ifPresent(
            file -> {
              settings.set(field, file.toString());
              model.look();
            });
  }

  private static Button button(String text, Feather icon, Runnable run) {
    Button button = new Button(text, new FontIcon(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(e -> run.run());
    return button;
  }
}
