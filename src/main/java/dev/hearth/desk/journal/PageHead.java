package dev.hearth.desk.journal;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line above a page: the way back, what this is, and what belongs to it. */
final class PageHead {
  private PageHead() {}

  static HBox of(String title, String about, Runnable close, Node... more) {
    Button back = new Button("Traffic", new FontIcon(Feather.ARROW_LEFT));
    back.setId("page-back");
    back.getStyleClass().add(Styles.FLAT);
    back.setAccessibleText("Back to the traffic");
    back.setMinWidth(Region.USE_PREF_SIZE);
    back.setOnAction(e -> close.run());
    Label heading = new Label(title);
    heading.getStyleClass().add("page-title");
    heading.setMinWidth(Region.USE_PREF_SIZE);
    Label words = new Label(about);
    words.getStyleClass().add("muted");
    words.setMinWidth(0);
    if (!about.isEmpty()) {
      words.setTooltip(new Tooltip(about));
    }
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(back, heading, words, gap);
    head.getChildren().addAll(more);
    head.getStyleClass().addAll("bar", "page-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }
}
