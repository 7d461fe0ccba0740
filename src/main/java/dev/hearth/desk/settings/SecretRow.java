package dev.hearth.desk.settings;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.CopyButton;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A key: shown, copied and made anew, or typed in when it is somebody else's. */
final class SecretRow extends VBox {
  private final Field field;
  private final SecretModel model;
  private final Label text = new Label();
  private final FontIcon eye = new FontIcon(Feather.EYE);
  private final Button reveal = new Button("", eye);
  private final HBox buttons = new HBox();
  private final boolean own;
  private boolean typing;

  /**
   * A row.
   *
   * @param own whether Hearth makes the key itself
   */
  SecretRow(Field field, SecretModel model, boolean own) {
    this.field = field;
    this.model = model;
    this.own = own;
    getStyleClass().add("field-below");
    text.getStyleClass().add("mono");
    text.setId("secret-" + field.path().replace('.', '-'));
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.SOMETIMES);
    reveal.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    reveal.setOnAction(e -> model.shownProperty().set(!model.shownProperty().get()));
    buttons.getStyleClass().add("secret-line");
    buttons.setAlignment(Pos.CENTER_LEFT);
    Label problem = new Label();
    problem.getStyleClass().add("bad");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    getChildren().addAll(buttons, problem);
    model.valueProperty().subscribe(this::refresh);
    model.shownProperty().subscribe(this::refresh);
    refresh();
  }

  private void refresh() {
    if (typing) {
      return;
    }
    text.setText(model.text());
    boolean there = !model.valueProperty().get().isEmpty();
    boolean shown = model.shownProperty().get();
    eye.setIconCode(shown ? Feather.EYE_OFF : Feather.EYE);
    String what = (shown ? "Hide: " : "Show: ") + field.title();
    reveal.setAccessibleText(what);
    reveal.setTooltip(new Tooltip(shown ? "Hide it" : "Show it"));
    buttons.getChildren().setAll(text);
    if (there) {
      buttons
          .getChildren()
          .addAll(
              reveal, new CopyButton("Copy: " + field.title(), () -> model.valueProperty().get()));
    }
    if (own) {
      buttons
          .getChildren()
          .add(button(there ? "Make a new one" : "Make one", Feather.REFRESH_CW, model::renew));
    } else {
      buttons.getChildren().add(button(there ? "Change…" : "Set…", Feather.EDIT_2, this::type));
      if (there) {
        buttons.getChildren().add(button("Forget", Feather.TRASH_2, () -> model.put("")));
      }
    }
  }

  private void type() {
    typing = true;
    PasswordField input = new PasswordField();
    input.setAccessibleText(field.title());
    input.setPromptText("Paste it here");
    HBox.setHgrow(input, Priority.ALWAYS);
    Button keep = button("Keep", Feather.CHECK, () -> done(input.getText()));
    input.setOnAction(e -> keep.fire());
    buttons.getChildren().setAll(input, keep, button("Cancel", Feather.X, () -> done("")));
    input.requestFocus();
  }

  private void done(String typed) {
    typing = false;
    if (!typed.isBlank()) {
      model.put(typed);
    }
    refresh();
  }

  private Button button(String what, Feather icon, Runnable run) {
    Button button = new Button(what, new FontIcon(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setAccessibleText(what + ": " + field.title());
    button.setOnAction(e -> run.run());
    return button;
  }
}
