package dev.hearth.desk.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands where nothing is yet: what this is, why it is empty, and what to do. */
public final class EmptyState extends VBox {
  public EmptyState(Ikon icon, String title, String text, Node... actions) {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    Label heading = new Label(title);
    heading.getStyleClass().add("empty-title");
    heading.setWrapText(true);
    heading.setMinHeight(USE_PREF_SIZE);
    Label body = new Label(text);
    body.getStyleClass().add("empty-text");
    body.setWrapText(true);
    body.setMinHeight(USE_PREF_SIZE);
    FontIcon picture = new FontIcon(icon);
    picture.getStyleClass().add("empty-icon");
    getChildren().addAll(picture, heading, body);
    if (actions.length > 0) {
      HBox row = new HBox(actions);
      row.getStyleClass().add("empty-actions");
      row.setAlignment(Pos.CENTER);
      getChildren().add(row);
    }
  }
}
