package dev.hearth.desk.controls;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sentence that must not be overlooked; its tone is told by an icon as well as by colour. */
public final class MessageBox extends HBox {
  private final Label label = new Label();

  public MessageBox(Chip.Tone tone, String text, Node... actions) {
    getStyleClass().addAll("message-box", "message-" + tone.name().toLowerCase(Locale.ROOT));
    setAlignment(Pos.CENTER_LEFT);
    label.setText(text);
    label.setWrapText(true);
    label.setMinWidth(0);
    label.setMinHeight(USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    FontIcon icon = new FontIcon(icon(tone));
    getChildren().addAll(icon, label);
    getChildren().addAll(actions);
  }

  /** Says something else in the same tone. */
  public void say(String text) {
    label.setText(text);
  }

  private static Ikon icon(Chip.Tone tone) {
    return switch (tone) {
      case GOOD -> Feather.CHECK_CIRCLE;
      case WARN -> Feather.ALERT_TRIANGLE;
      case BAD -> Feather.X_CIRCLE;
      default -> Feather.INFO;
    };
  }
}
