package dev.hearth.desk.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** A framed part of a page: what can be done, in a sentence, with its buttons and its outcome. */
public class ActionCard extends VBox {
  private final Label text = new Label();
  private final HBox buttons = new HBox();
  private final VBox body = new VBox();

  public ActionCard(Ikon icon, String title, String what) {
    getStyleClass().add("action-card");
    Label heading = new Label(title);
    heading.getStyleClass().add("strong");
    text.setText(what);
    text.setWrapText(true);
    text.getStyleClass().add("caption");
    text.setMinHeight(USE_PREF_SIZE);
    VBox words = new VBox(heading, text);
    words.getStyleClass().add("card-words");
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    buttons.getStyleClass().add("card-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.setMinWidth(USE_PREF_SIZE);
    HBox head = new HBox(new FontIcon(icon), words, buttons);
    head.getStyleClass().add("action-head");
    head.setAlignment(Pos.CENTER_LEFT);
    body.getStyleClass().add("card-body");
    getChildren().add(head);
  }

  /** Changes the sentence. */
  public final void text(String what) {
    text.setText(what);
  }

  /** Sets what can be pressed. */
  public final void buttons(Node... nodes) {
    buttons.getChildren().setAll(nodes);
  }

  /** Shows something below the sentence, or nothing. */
  public final void body(Node... nodes) {
    body.getChildren().setAll(nodes);
    if (nodes.length == 0) {
      getChildren().remove(body);
    } else if (!getChildren().contains(body)) {
      getChildren().add(body);
    }
  }
}
