package dev.hearth.desk.connect;

import atlantafx.base.theme.Styles;
import dev.hearth.clients.Snippet;
import dev.hearth.desk.controls.Clips;
import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.controls.Highlight;
import dev.hearth.desk.controls.OneOf;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The texts to copy, with this proxy's values in them. */
final class SnippetCard extends VBox {
  private static final Duration THANKS = Duration.seconds(1.2);
  private static final int MOST_LINES = 24;

  private final ClientModel model;
  private final CodeView code = new CodeView();
  private final FontIcon icon = new FontIcon(Feather.COPY);
  private final Button copy = new Button("Copy", icon);
  private final PauseTransition back = new PauseTransition(THANKS);

  SnippetCard(ClientModel model) {
    this.model = model;
    getStyleClass().addAll("action-card", "snippet-card");
    copy.setId("connect-copy");
    copy.getStyleClass().add(Styles.ACCENT);
    copy.setAccessibleText("Copy the text for " + model.app().name());
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setOnAction(e -> copy());
    back.setOnFinished(e -> said("Copy", Feather.COPY));
    code.named("What to copy into " + model.app().name());
    code.getStyleClass().add("code-box");
    HBox head = new HBox(tabs(), copy);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("action-head");
    getChildren().addAll(head, code);
    model.textProperty().subscribe(this::refresh);
    model.values().keyShownProperty().subscribe(this::refresh);
    refresh();
  }

  /** Copies the shown text with the real key. */
  void copy() {
    Clips.copy(model.textProperty().get());
    said("Copied", Feather.CHECK);
    back.playFromStart();
  }

  private javafx.scene.Node tabs() {
    FlowPane tabs = new FlowPane();
    tabs.getStyleClass().add("snippet-tabs");
    HBox.setHgrow(tabs, Priority.ALWAYS);
    if (model.app().snippets().size() == 1) {
      Label title = new Label(model.app().snippets().getFirst().title());
      title.getStyleClass().add("strong");
      title.setWrapText(true);
      tabs.getChildren().add(title);
      return tabs;
    }
    OneOf group = new OneOf();
    for (Snippet snippet : model.app().snippets()) {
      ToggleButton tab = new ToggleButton(snippet.title());
      tab.getStyleClass().setAll("toggle-button", "quiet-toggle");
      tab.setSelected(snippet == model.snippetProperty().get());
      group.add(tab, () -> model.snippetProperty().set(snippet));
      tabs.getChildren().add(tab);
    }
    return tabs;
  }

  private void refresh() {
    String text = model.values().shown(model.textProperty().get());
    boolean json = model.snippetProperty().get().language().equals("json");
    code.show(text, json ? Highlight.Language.JSON : Highlight.Language.PLAIN);
    code.setLines((int) Math.min(MOST_LINES, text.lines().count()));
  }

  private void said(String word, Feather picture) {
    copy.setText(word);
    icon.setIconCode(picture);
  }
}
