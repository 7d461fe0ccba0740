package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.library.Model;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What is known of a model, its files, and a person's notes on it. */
final class AboutSection extends VBox {
  private static final int NOTE_LINES = 3;

  private final CardModel card;
  private final InstantSource clock;
  private final GridPane facts = new GridPane();
  private final TextArea notes = new TextArea();

  AboutSection(CardModel card, InstantSource clock, Runnable delete) {
    this.card = card;
    this.clock = clock;
    getStyleClass().add("card-section");
    facts.getStyleClass().add("facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().setAll(names, values);
    notes.setId("model-notes");
    notes.setPromptText("Your notes on this model");
    notes.setAccessibleText("Your notes on this model");
    notes.setWrapText(true);
    notes.setPrefRowCount(NOTE_LINES);
    notes
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                card.notes(notes.getText());
              }
            });
    FlowPane buttons =
        new FlowPane(
            Buttons.text("model-reveal", "Show in file manager", Feather.FOLDER, card::reveal),
            Buttons.danger("model-delete", "Delete…", Feather.TRASH_2, delete));
    buttons.getStyleClass().add("preset-row");
    getChildren().addAll(facts, notes, buttons);
  }

  void show(Optional<Model> model) {
    facts.getChildren().clear();
    model.ifPresent(this::fill);
    String text = model.map(m -> m.notes().text()).orElse("");
    if (!notes.isFocused() && !notes.getText().equals(text)) {
      notes.setText(text);
    }
  }

  private void fill(Model model) {
    GgufCard card = model.card();
    fact("Name", model.name());
    fact("Architecture", card.architecture());
    fact("Parameters", card.parameters() == 0 ? "" : card.parameterLabel());
    fact("Experts", card.experts() == 0 ? "" : card.expertsUsed() + " of " + card.experts());
    fact("Layers", card.layers() == 0 ? "" : Integer.toString(card.layers()));
    fact(
        "Trained for",
        card.contextLength() == 0 ? "" : Amounts.count(card.contextLength()) + " tokens");
    fact("Tools", model.ability().why());
    fact("Thinks", model.ability().thinks() ? model.ability().thinking().label() : "no");
    fact("Licence", card.licence());
    fact(
        "Last used",
        model.notes().lastUsed().map(t -> Ago.text(t, clock.instant())).orElse("never"));
    fact("Size", Amounts.bytes(model.totalBytes()));
    model.parts().forEach(p -> path(model.parts().size() == 1 ? "File" : "Part", p));
    model.projectors().forEach(p -> path("Projector", p));
  }

  private void fact(String name, String value) {
    if (!value.isBlank()) {
      row(name, value(value));
    }
  }

  private void path(String name, Path file) {
    Label text = value(file.toString());
    text.getStyleClass().add("mono");
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox box = new HBox(text, new CopyButton("Copy the path", file::toString));
    box.setAlignment(Pos.TOP_LEFT);
    row(name, box);
  }

  private static Label value(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  private void row(String name, Node value) {
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    GridPane.setValignment(label, javafx.geometry.VPos.TOP);
    facts.addRow(facts.getRowCount(), label, value);
  }
}
