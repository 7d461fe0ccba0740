package dev.hearth.desk.settings;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Switch;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One setting: what it is, what it does, its value, and why a value was refused. */
final class FieldRow extends VBox {
  private static final int FEW_LINES = 3;

  /** Letters of width that words and a value need beside each other. */
  private static final double ROOM_FOR_BOTH = 36;

  private final Field field;
  private final SettingsModel model;
  private final Label problem = new Label();
  private final Button reset = new Button("", new FontIcon(Feather.ROTATE_CCW));
  private final Chip waiting = new Chip("Needs a restart", Chip.Tone.WARN, Feather.REFRESH_CW);
  private final HBox controls = new HBox();
  private final HBox head = new HBox();
  private Runnable show = () -> {};

  FieldRow(Field field, SettingsModel model) {
    this.field = field;
    this.model = model;
    getStyleClass().add("field-row");
    setId("field-" + field.path().replace('.', '-'));
    problem.getStyleClass().addAll("bad", "field-problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    reset.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    reset.setAccessibleText("Set back to default: " + field.title());
    reset.setTooltip(new Tooltip("Set back to default"));
    reset.setOnAction(e -> model.reset(field));
    getChildren().addAll(head(), problem);
    build();
    refresh();
  }

  Field field() {
    return field;
  }

  /** Shows the value in force, unless something refused is still being mended. */
  void refresh() {
    String why = model.problems().getOrDefault(field.path(), "");
    problem.setText(why);
    problem.setVisible(!why.isEmpty());
    problem.setManaged(!why.isEmpty());
    getStyleClass().remove("refused");
    if (why.isEmpty()) {
      show.run();
    } else {
      getStyleClass().add("refused");
    }
    reset.setVisible(model.changed(field));
    reset.setManaged(reset.isVisible() || controls.getParent() == head);
  }

  /** Says whether the value is not in force before the proxy is restarted. */
  void waits(Set<String> paths) {
    boolean waits = paths.contains(field.path());
    waiting.setVisible(waits);
    waiting.setManaged(waits);
  }

  /** Puts something below the words. */
  void below(Node node) {
    getChildren().add(1, node);
  }

  private Node head() {
    Label title = new Label(field.title());
    title.getStyleClass().add("field-title");
    title.setWrapText(true);
    waiting.setVisible(false);
    waiting.setManaged(false);
    FlowPane names = new FlowPane(title, waiting);
    names.getStyleClass().add("field-names");
    Label help = new Label(field.help());
    help.getStyleClass().add("caption");
    help.setWrapText(true);
    help.setMinHeight(USE_PREF_SIZE);
    VBox words = new VBox(names, help);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    controls.getStyleClass().add("field-controls");
    controls.setAlignment(Pos.CENTER_RIGHT);
    controls.setMinWidth(USE_PREF_SIZE);
    head.getChildren().setAll(words, controls);
    head.getStyleClass().add("field-head");
    head.setAlignment(Pos.TOP_LEFT);
    // Moving nodes while they are being laid out would leave them where they were.
    widthProperty().subscribe(() -> FxThread.later(this::fit));
    problem.fontProperty().subscribe(() -> FxThread.later(this::fit));
    return head;
  }

  /** Wide controls go below the words where both would be squeezed. */
  private void fit() {
    boolean wide =
        !(field.kind() instanceof Field.Switch) && !(field.kind() instanceof Field.RuleSwitch);
    boolean narrow = wide && getWidth() / problem.getFont().getSize() < ROOM_FOR_BOTH;
    if (narrow && head.getChildren().remove(controls)) {
      controls.setAlignment(Pos.CENTER_LEFT);
      getChildren().add(1, controls);
    } else if (!narrow && getChildren().remove(controls)) {
      controls.setAlignment(Pos.CENTER_RIGHT);
      head.getChildren().add(controls);
    }
    reset.setManaged(reset.isVisible() || !narrow);
  }

  private void build() {
    controls.getChildren().add(reset);
    switch (field.kind()) {
      case Field.Switch s -> onOff();
      case Field.RuleSwitch s -> onOff();
      case Field.Number(String unit) -> number(unit);
      case Field.Text(String prompt) -> controls.getChildren().add(line(prompt, "field-text"));
      case Field.Lines(String prompt) -> lines(prompt);
      case Field.Choice choice -> choice(choice);
      case Field.Special() -> controls.getChildren().clear();
    }
  }

  private void onOff() {
    Switch toggle = new Switch();
    named(toggle);
    toggle.setSelected(model.on(field));
    toggle
        .selectedProperty()
        .subscribe(
            () -> {
              if (toggle.isSelected() != model.on(field)) {
                model.set(field, toggle.isSelected());
              }
            });
    show = () -> toggle.setSelected(model.on(field));
    model
        .problems()
        .addListener(
            (javafx.collections.MapChangeListener<String, String>)
                c -> {
                  // A refused switch goes back: only text is left standing to be mended.
                  if (c.wasAdded() && c.getKey().equals(field.path())) {
                    toggle.setSelected(model.on(field));
                  }
                });
    controls.getChildren().add(toggle);
  }

  private void number(String unit) {
    Label words = new Label(unit);
    words.getStyleClass().add("muted");
    words.setMinWidth(USE_PREF_SIZE);
    HBox both = new HBox(line("", "field-number"), words);
    both.getStyleClass().add("field-amount");
    both.setAlignment(Pos.CENTER_LEFT);
    controls.getChildren().add(both);
  }

  private TextField line(String prompt, String styleClass) {
    TextField input = new TextField();
    input.setPromptText(prompt);
    input.getStyleClass().add(styleClass);
    named(input);
    input.setOnAction(e -> commit(input));
    follow(input);
    return input;
  }

  private void lines(String prompt) {
    TextArea input = new TextArea();
    input.setPromptText(prompt);
    input.setPrefRowCount(FEW_LINES);
    input.getStyleClass().addAll("mono", "field-lines");
    named(input);
    follow(input);
    getChildren().add(1, input);
  }

  private void follow(TextInputControl input) {
    input.setText(model.text(field));
    input
        .focusedProperty()
        .subscribe(
            () -> {
              if (!input.isFocused()) {
                commit(input);
              }
            });
    show =
        () -> {
          if (!input.isFocused() && !input.getText().equals(model.text(field))) {
            input.setText(model.text(field));
          }
        };
    // Set back to default while the field has the focus.
    reset.setOnAction(
        e -> {
          model.reset(field);
          requestFocus();
        });
  }

  private void commit(TextInputControl input) {
    if (!input.getText().strip().equals(model.text(field))) {
      model.set(field, input.getText());
    } else {
      model.accepted(field);
    }
  }

  private void choice(Field.Choice choice) {
    ChoiceBox<Field.Option> box = new ChoiceBox<>();
    named(box);
    box.getItems().setAll(choice.options());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Field.Option option) {
            return option == null ? "" : option.label();
          }

          @Override
          public Field.Option fromString(String text) {
            throw new UnsupportedOperationException();
          }
        });
    show =
        () ->
            box.setValue(
                choice.options().stream()
                    .filter(o -> o.value().equals(model.text(field)))
                    .findFirst()
                    .orElse(null));
    show.run();
    box.valueProperty()
        .subscribe(
            () -> {
              if (box.getValue() != null && !box.getValue().value().equals(model.text(field))) {
                model.set(field, box.getValue().value());
              }
            });
    controls.getChildren().add(box);
  }

  private void named(Control control) {
    control.setId("value-" + field.path().replace('.', '-'));
    control.setAccessibleText(field.title());
    control.setAccessibleHelp(field.help());
  }
}
