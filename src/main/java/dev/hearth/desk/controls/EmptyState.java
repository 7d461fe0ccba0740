package dev.hearth.desk.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What stands where nothing is yet: what this is, why it is empty, and what to do. It asks for no
 * room of its own, and scrolls where there is too little.
 */
public final class EmptyState extends ScrollPane {
  public EmptyState(Ikon icon, String title, String text, Node... actions) {
    Label heading = new Label(title);
    heading.getStyleClass().add("empty-title");
    heading.setWrapText(true);
    heading.setMinHeight(USE_PREF_SIZE);
    heading.setAlignment(Pos.CENTER);
    Label body = new Label(text);
    body.getStyleClass().add("empty-text");
    body.setWrapText(true);
    body.setAlignment(Pos.CENTER);
    body.setMinHeight(USE_PREF_SIZE);
    body.setAlignment(Pos.CENTER);
    FontIcon picture = new FontIcon(icon);
    picture.getStyleClass().add("empty-icon");
    VBox content = new VBox(picture, heading, body);
    content.getStyleClass().add("empty-state");
    content.setAlignment(Pos.CENTER);
    if (actions.length > 0) {
      FlowPane row = new FlowPane(actions);
      row.getStyleClass().add("empty-actions");
      row.setAlignment(Pos.CENTER);
      content.getChildren().add(row);
    }
    setContent(content);
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    setMinSize(0, 0);
  }
}
