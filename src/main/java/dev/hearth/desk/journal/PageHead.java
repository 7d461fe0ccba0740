package dev.hearth.desk.journal;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.RoomyRow;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line above a page: the way back, what this is, and what belongs to it. */
final class PageHead {
  /** Letters of width for the way back, the title and some words. */
  private static final double ROOM_FOR_TITLE = 20;

  private PageHead() {}

  static Region of(String title, String about, Runnable close) {
    return dressed(line(title, about, close));
  }

  /** A line with more at its end, or below it where there is no room. */
  static Region of(String title, String about, Runnable close, FlowPane more) {
    return dressed(new RoomyRow(line(title, about, close), more, ROOM_FOR_TITLE));
  }

  private static <R extends Region> R dressed(R head) {
    head.getStyleClass().addAll("bar", "page-head");
    return head;
  }

  private static HBox line(String title, String about, Runnable close) {
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
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox line = new HBox(back, heading, words);
    line.getStyleClass().add("page-line");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
