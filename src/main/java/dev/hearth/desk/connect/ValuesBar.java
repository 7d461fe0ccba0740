package dev.hearth.desk.connect;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.desk.services.ClientFacts;
import dev.hearth.desk.services.ModelChoice;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What every client needs: the two addresses, the key and the model. */
final class ValuesBar extends FlowPane {
  private final ProxyValues values;
  private final Label openAi = new Label();
  private final Label anthropic = new Label();
  private final Label key = new Label();
  private final FontIcon eye = new FontIcon(Feather.EYE);
  private final Button reveal = new Button("", eye);
  private final CopyButton copyKey;
  private final ComboBox<ModelChoice> models = new ComboBox<>();

  ValuesBar(ProxyValues values) {
    this.values = values;
    getStyleClass().add("values-bar");
    openAi.setId("connect-openai-url");
    anthropic.setId("connect-anthropic-url");
    key.setId("connect-key");
    copyKey = new CopyButton("Copy the key", () -> values.factsProperty().get().key());
    reveal.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    reveal.setId("connect-reveal");
    reveal.setOnAction(e -> values.keyShownProperty().set(!values.keyShownProperty().get()));
    getChildren()
        .addAll(
            group(
                "OpenAI clients",
                openAi,
                new CopyButton("Copy the OpenAI base URL", () -> openAi.getText())),
            group(
                "Anthropic clients",
                anthropic,
                new CopyButton("Copy the Anthropic base URL", () -> anthropic.getText())),
            group("Key", key, reveal, copyKey),
            modelGroup());
    values.factsProperty().subscribe(this::refresh);
    values.keyShownProperty().subscribe(this::refresh);
    refresh();
    values.modelProperty().subscribe(m -> models.setValue(m));
  }

  private Node modelGroup() {
    models.setId("connect-model");
    models.setAccessibleText("The model clients ask for");
    models.setCellFactory(v -> new ModelCell(true));
    models.setButtonCell(new ModelCell(false));
    models.setOnAction(
        e -> {
          if (models.getValue() != null
              && !models.getValue().equals(values.modelProperty().get())) {
            values.choose(models.getValue());
          }
        });
    return labelled("Model", models);
  }

  private void refresh() {
    ClientFacts facts = values.factsProperty().get();
    openAi.setText(facts.base() + "/v1");
    anthropic.setText(facts.base().toString());
    key.setText(values.keyText());
    key.getStyleClass().remove("muted");
    if (!facts.keyed()) {
      key.getStyleClass().add("muted");
    }
    for (Node node : new Node[] {reveal, copyKey}) {
      node.setVisible(facts.keyed());
      node.setManaged(facts.keyed());
    }
    boolean shown = values.keyShownProperty().get();
    eye.setIconCode(shown ? Feather.EYE_OFF : Feather.EYE);
    String what = shown ? "Hide the key" : "Show the key";
    reveal.setAccessibleText(what);
    reveal.setTooltip(new Tooltip(what));
    if (!models.getItems().equals(facts.models())) {
      models.getItems().setAll(facts.models());
    }
    models.setValue(values.modelProperty().get());
    models.setDisable(facts.models().size() < 2);
  }

  private static Node group(String title, Label value, Node... after) {
    value.getStyleClass().add("mono");
    value.setMinWidth(USE_PREF_SIZE);
    HBox box = new HBox(value);
    box.getChildren().addAll(after);
    box.getStyleClass().add("value-box");
    box.setAlignment(Pos.CENTER_LEFT);
    return labelled(title, box);
  }

  private static Node labelled(String title, Node node) {
    Label label = new Label(title);
    label.getStyleClass().add("group-title");
    VBox group = new VBox(label, node);
    group.getStyleClass().add("value-group");
    return group;
  }

  /** A model with its context size. */
  private static final class ModelCell extends ListCell<ModelChoice> {
    private final boolean withNote;

    ModelCell(boolean withNote) {
      this.withNote = withNote;
    }

    @Override
    protected void updateItem(ModelChoice choice, boolean empty) {
      super.updateItem(choice, empty);
      if (empty || choice == null) {
        setText(null);
      } else {
        setText(
            withNote && !choice.note().isEmpty()
                ? choice.id() + "  –  " + choice.note()
                : choice.id());
      }
    }
  }
}
