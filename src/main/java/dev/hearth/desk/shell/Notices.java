package dev.hearth.desk.shell;

import java.util.Map;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Tells what happened out of sight, in the corner of the window. */
public final class Notices {
  private static final Duration SHORT = Duration.seconds(5);
  private static final Duration LONG = Duration.seconds(12);

  private final Supplier<Window> window;

  Notices(Supplier<Window> window) {
    this.window = window;
  }

  /** Something went well or is worth knowing. */
  public void info(String title, String text) {
    show(Feather.INFO, "notice-info", title, text, SHORT, () -> {});
  }

  /** Something went wrong; {@code text} says what to do, a click does {@code onClick}. */
  public void problem(String title, String text, Runnable onClick) {
    show(Feather.ALERT_TRIANGLE, "notice-problem", title, text, LONG, onClick);
  }

  /** A question that stays until it is answered; each answer is a word and what it does. */
  public void ask(String title, String text, Map<String, Runnable> answers) {
    Window owner = window.get();
    if (owner == null || !owner.isShowing()) {
      return;
    }
    Node picture = new FontIcon(Feather.HELP_CIRCLE);
    picture.getStyleClass().add("notice-info");
    Notifications.create()
        .owner(owner)
        .title(title)
        .text(text)
        .graphic(picture)
        .hideAfter(Duration.INDEFINITE)
        .position(Pos.BOTTOM_RIGHT)
        .action(
            answers.entrySet().stream()
                .map(answer -> button(answer.getKey(), answer.getValue()))
                .toArray(org.controlsfx.control.action.Action[]::new))
        .show();
  }

  private static org.controlsfx.control.action.Action button(String word, Runnable deed) {
    return new org.controlsfx.control.action.Action(
        word,
        event -> {
          ((Node) event.getSource()).getScene().getWindow().hide();
          deed.run();
        });
  }

  private void show(
      Ikon icon, String styleClass, String title, String text, Duration time, Runnable onClick) {
    Window owner = window.get();
    if (owner == null || !owner.isShowing()) {
      return;
    }
    Node picture = new FontIcon(icon);
    picture.getStyleClass().add(styleClass);
    Notifications.create()
        .owner(owner)
        .title(title)
        .text(text)
        .graphic(picture)
        .hideAfter(time)
        .position(Pos.BOTTOM_RIGHT)
        .onAction(e -> onClick.run())
        .show();
  }
}
