package dev.hearth.desk.first;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.ActionCard;
import dev.hearth.desk.controls.Columns;
import dev.hearth.desk.controls.FileDialogs;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page itself: two cards about this machine, and the practice model beside them. */
final class FirstRunPage extends VBox {
  private static final double ROOM_FOR_TWO = 56;
  private static final double MAIN_SHARE = 63;

  private final FirstRunModel model;
  private final Runnable close;
  private final Label outlook = new Label();
  private final Button start = new Button("Start", new FontIcon(Feather.PLAY));

  FirstRunPage(FirstRunModel model, FileDialogs dialogs, Runnable close) {
    this.model = model;
    this.close = close;
    getStyleClass().addAll("panel", "first-run");
    VBox machine =
        new VBox(
            new FoldersCard(model, dialogs, this::refresh),
            new LlamaCard(model, dialogs, this::refresh));
    machine.getStyleClass().add("page-column");
    VBox aside = new VBox(practice());
    aside.getStyleClass().add("page-column");
    VBox content = new VBox(new Columns(machine, aside, ROOM_FOR_TWO, MAIN_SHARE));
    content.getStyleClass().add("first-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(heading(), scroll, foot());
    refresh();
  }

  void focusStart() {
    start.requestFocus();
  }

  private static Node heading() {
    Label title = new Label("Welcome to Hearth");
    title.getStyleClass().add("first-title");
    Label text =
        new Label(
            "Hearth runs models on this machine and mends their tool calls before your agents see"
                + " them. No account, no telemetry; nothing leaves this machine unless you send"
                + " it.");
    text.getStyleClass().add("muted");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    VBox heading = new VBox(title, text);
    heading.getStyleClass().add("first-head");
    return heading;
  }

  private Node practice() {
    ActionCard card =
        new ActionCard(
            Feather.BOOK_OPEN,
            "Try the practice model",
            "Needs nothing. It answers from a script and makes every mistake a local model makes,"
                + " so that you see in a minute how Hearth mends them. It is not a real model.");
    card.getStyleClass().add("practice-card");
    Button go = new Button("Try the practice model", new FontIcon(Feather.ARROW_RIGHT));
    go.setId("first-practice");
    go.setMaxWidth(Double.MAX_VALUE);
    go.setOnAction(
        e -> {
          model.practise();
          close.run();
        });
    card.body(go);
    return card;
  }

  private Node foot() {
    Button skip = new Button("Skip");
    skip.setId("first-skip");
    skip.getStyleClass().add(Styles.FLAT);
    skip.setMinWidth(USE_PREF_SIZE);
    skip.setAccessibleText("Skip this page");
    skip.setOnAction(e -> close.run());
    outlook.getStyleClass().add("muted");
    outlook.setWrapText(true);
    outlook.setMinWidth(0);
    outlook.setMinHeight(USE_PREF_SIZE);
    outlook.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(outlook, Priority.ALWAYS);
    start.setId("first-start");
    start.getStyleClass().add(Styles.ACCENT);
    start.setMinWidth(USE_PREF_SIZE);
    start.setOnAction(
        e -> {
          model.start();
          close.run();
        });
    HBox foot = new HBox(outlook, skip, start);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getStyleClass().add("first-foot");
    return foot;
  }

  private void refresh() {
    outlook.setText(model.outlook());
  }
}
