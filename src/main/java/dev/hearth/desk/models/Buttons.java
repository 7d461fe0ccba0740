package dev.hearth.desk.models;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons as this place makes them. */
final class Buttons {
  private Buttons() {}

  static Button icon(String id, String what, Ikon icon, Runnable run) {
    Button button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    button.setTooltip(new Tooltip(what));
    button.setAccessibleText(what);
    button.setOnAction(e -> run.run());
    return button;
  }

  static Button text(String id, String text, Ikon icon, Runnable run) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(e -> run.run());
    return button;
  }

  static Button accent(String id, String text, Ikon icon, Runnable run) {
    Button button = text(id, text, icon, run);
    button.getStyleClass().add(Styles.ACCENT);
    return button;
  }

  static Button danger(String id, String text, Ikon icon, Runnable run) {
    Button button = text(id, text, icon, run);
    button.getStyleClass().add(Styles.DANGER);
    return button;
  }

  /** Shows or hides a node and gives or takes its room. */
  static void shown(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
