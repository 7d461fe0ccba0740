package dev.hearth.desk.controls;

import atlantafx.base.theme.Styles;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Copies a text and says so by turning into a tick for a moment. */
public final class CopyButton extends Button {
  private static final Duration THANKS = Duration.seconds(1.2);

  private final FontIcon icon = new FontIcon(Feather.COPY);
  private final PauseTransition back = new PauseTransition(THANKS);
  private final Supplier<String> text;

  /**
   * A button that copies.
   *
   * @param what named in the tooltip and to screen readers: "Copy the URL"
   * @param text asked for at each click
   */
  public CopyButton(String what, Supplier<String> text) {
    this.text = text;
    setGraphic(icon);
    getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, "copy-button");
    setTooltip(new Tooltip(what));
    setAccessibleText(what);
    setOnAction(e -> copy());
    back.setOnFinished(e -> show(Feather.COPY, false));
  }

  /** Copies as if clicked. */
  public void copy() {
    Clips.copy(text.get());
    show(Feather.CHECK, true);
    back.playFromStart();
  }

  private void show(Feather code, boolean done) {
    icon.setIconCode(code);
    if (done) {
      getStyleClass().add("done");
    } else {
      getStyleClass().remove("done");
    }
  }
}
