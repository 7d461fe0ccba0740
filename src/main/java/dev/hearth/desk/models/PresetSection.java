package dev.hearth.desk.models;

import dev.hearth.desk.controls.CopyButton;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.binary.FlagHelp;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.PlanNote;
import dev.hearth.runtime.plan.Quoting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Presets, the flags that are changed, and the command they lead to. */
final class PresetSection extends VBox {
  private final LaunchModel launch;
  private final ChoiceBox<String> presets = new ChoiceBox<>();
  private final Button save = Buttons.text("preset-save", "Save", Feather.SAVE, this::save);
  private final Button saveAs =
      Buttons.text("preset-save-as", "Save as…", Feather.COPY, this::askName);
  private final Button undo =
      Buttons.icon("preset-undo", "Undo the changes", Feather.ROTATE_CCW, this::discard);
  private final Button remove =
      Buttons.icon("preset-remove", "Remove this preset", Feather.TRASH_2, this::removePreset);
  private final TextField name = new TextField();
  private final HBox naming = new HBox();
  private final FlowPane chips = new FlowPane();
  private final Label none =
      new Label("None: everything is as the model and llama-server have it.");
  private final Label command = new Label();
  private final CopyButton copy = new CopyButton("Copy the command", this::commandText);
  private final VBox notes = new VBox();
  private final Label problem = new Label();
  private boolean showing;

  PresetSection(LaunchModel launch, Supplier<List<FlagHelp>> flags) {
    this.launch = launch;
    getStyleClass().add("card-section");
    presets.setId("preset-choice");
    presets.setAccessibleText("Preset");
    presets.valueProperty().subscribe(this::chosen);
    FlagPicker picker = new FlagPicker(launch, flags);
    chips.getStyleClass().add("flag-chips");
    problem.getStyleClass().add("bad");
    problem.setWrapText(true);
    none.getStyleClass().add("caption");
    none.setWrapText(true);
    none.setMinHeight(Region.USE_PREF_SIZE);
    getChildren()
        .addAll(
            heading("Preset"),
            presetRow(),
            naming(),
            problem,
            heading("Changed flags"),
            none,
            chips,
            picker,
            heading("Command"),
            commandBox(),
            notes);
    notes.getStyleClass().add("plan-notes");
    launch.draftProperty().subscribe((was, now) -> showDraft());
    launch.savedProperty().subscribe((was, now) -> showDraft());
    launch.planProperty().subscribe((was, now) -> showPlan());
    launch
        .problemProperty()
        .subscribe(
            text -> {
              problem.setText(text);
              Buttons.shown(problem, !text.isEmpty());
            });
  }

  private static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("group-title");
    return heading;
  }

  private FlowPane presetRow() {
    FlowPane row = new FlowPane(presets, save, saveAs, undo, remove);
    row.getStyleClass().add("preset-row");
    return row;
  }

  private HBox naming() {
    name.setId("preset-name");
    name.setPromptText("Name of the new preset");
    name.setAccessibleText("Name of the new preset");
    name.setOnAction(e -> saveNamed());
    HBox.setHgrow(name, Priority.ALWAYS);
    naming
        .getChildren()
        .setAll(
            name,
            Buttons.accent("preset-name-save", "Save", Feather.CHECK, this::saveNamed),
            Buttons.icon("preset-name-cancel", "Do not save", Feather.X, () -> ask(false)));
    naming.getStyleClass().add("preset-row");
    naming.setAlignment(Pos.CENTER_LEFT);
    ask(false);
    return naming;
  }

  private HBox commandBox() {
    command.setId("launch-command");
    command.getStyleClass().add("mono");
    command.setWrapText(true);
    command.setMinHeight(Region.USE_PREF_SIZE);
    copy.setId("launch-copy");
    command.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(command, Priority.ALWAYS);
    copy.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(command, copy);
    box.setAlignment(Pos.TOP_LEFT);
    box.getStyleClass().add("command-box");
    return box;
  }

  private String commandText() {
    return launch.planProperty().get().map(p -> p.shellCommand(Quoting.ofThisMachine())).orElse("");
  }

  /** Shows what another model, or more of the same, brings. */
  void refresh() {
    showDraft();
    showPlan();
  }

  private void showDraft() {
    LaunchPreset draft = launch.draftProperty().get();
    showing = true;
    List<String> names = launch.presets();
    if (!presets.getItems().equals(names)) {
      presets.getItems().setAll(names);
    }
    if (!names.contains(draft.name())) {
      presets.getItems().add(draft.name());
    }
    presets.setValue(draft.name());
    showing = false;
    save.setDisable(!launch.dirty());
    save.setText(launch.dirty() ? "Save changes" : "Saved");
    undo.setDisable(!launch.dirty());
    remove.setDisable(draft.name().equals(LaunchPreset.DEFAULT_NAME));
    List<FlagChange> changes = FlagChange.of(draft);
    chips.getChildren().setAll(changes.stream().map(this::chip).toList());
    Buttons.shown(none, changes.isEmpty());
  }

  private Button chip(FlagChange change) {
    Button chip = new Button(change.text(), new FontIcon(Feather.X));
    chip.getStyleClass().add("flag-chip");
    chip.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    chip.setAccessibleText("Remove " + change.text());
    chip.setTooltip(new javafx.scene.control.Tooltip("Remove " + change.text()));
    chip.setOnAction(e -> launch.undo(change));
    return chip;
  }

  private void showPlan() {
    Optional<LaunchPlan> plan = launch.planProperty().get();
    command.setText(
        plan.map(p -> p.shellCommand(Quoting.ofThisMachine()))
            .orElse("Known once a llama-server is found."));
    Buttons.shown(copy, plan.isPresent());
    notes
        .getChildren()
        .setAll(plan.map(LaunchPlan::notes).orElse(List.of()).stream().map(this::note).toList());
  }

  private HBox note(PlanNote note) {
    FontIcon icon =
        new FontIcon(
            switch (note.kind()) {
              case INFO -> Feather.INFO;
              case WARNING -> Feather.ALERT_CIRCLE;
              case REFUSED -> Feather.SLASH;
            });
    icon.getStyleClass().add("note-" + note.kind().name().toLowerCase(java.util.Locale.ROOT));
    Label text = new Label(note.text());
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.getStyleClass().add(note.kind() == PlanNote.Kind.REFUSED ? "bad" : "caption");
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(icon, text);
    row.getStyleClass().add("plan-note");
    return row;
  }

  private void chosen(String preset) {
    if (!showing && preset != null && !preset.equals(launch.draftProperty().get().name())) {
      launch.choose(preset);
    }
  }

  private void save() {
    launch.save();
  }

  private void discard() {
    launch.discard();
  }

  private void removePreset() {
    launch.removePreset();
  }

  private void askName() {
    ask(true);
    name.clear();
    name.requestFocus();
  }

  private void saveNamed() {
    if (!name.getText().isBlank()) {
      launch.saveAs(name.getText().strip());
      ask(false);
    }
  }

  private void ask(boolean shown) {
    Buttons.shown(naming, shown);
  }
}
