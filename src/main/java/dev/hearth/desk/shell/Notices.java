package dev.hearth.desk.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
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

  /** More would only cover what the window itself shows. */
  private static final int MOST_KEPT = 3;

  private final Supplier<Window> window;
  private final Deque<Runnable> kept = new ArrayDeque<>();
  private boolean waiting;
  private final List<Pending> pending = new ArrayList<>();

  /** Something in the corner that waits for a deed, which keys cannot reach there. */
  private record Pending(Node card, Action action) {}

  Notices(Supplier<Window> window) {
    this.window = window;
  }

  /** Something went well or is worth knowing. */
  public void info(String title, String text) {
    show(card(Feather.INFO, "notice-info", title, text, List.of()), SHORT, () -> {});
  }

  /** Something went wrong; {@code text} says what to do, a click does {@code onClick}. */
  public void problem(String title, String text, Runnable onClick) {
    show(card(Feather.ALERT_TRIANGLE, "notice-problem", title, text, List.of()), LONG, onClick);
  }

  /** A question that stays until it is answered; each answer is a word and what it does. */
  public void ask(String title, String text, Map<String, Runnable> answers) {
    List<Button> buttons =
        answers.entrySet().stream().map(a -> button(a.getKey(), a.getValue())).toList();
    Node card = card(Feather.HELP_CIRCLE, "notice-info", title, text, buttons);
    // Those closed unanswered need not be offered any more.
    pending.removeIf(p -> p.card().getScene() != null && !shown(p.card()));
    buttons.forEach(b -> pending.add(new Pending(card, answer(title, b))));
    show(card, Duration.INDEFINITE, () -> {});
  }

  /** The answers that open questions wait for, for the palette. */
  List<Action> answers() {
    return pending.stream().filter(p -> shown(p.card())).map(Pending::action).toList();
  }

  private static boolean shown(Node card) {
    return card.getScene() != null
        && card.getScene().getWindow() != null
        && card.getScene().getWindow().isShowing();
  }

  private static Action answer(String question, Button button) {
    return Action.of(
        "notice." + question + "." + button.getText(),
        button.getText() + " – " + question,
        "Answer",
        Feather.HELP_CIRCLE,
        button::fire);
  }

  private static Button button(String word, Runnable deed) {
    Button button = new Button(word);
    button.setOnAction(
        e -> {
          button.getScene().getWindow().hide();
          deed.run();
        });
    return button;
  }

  /** What ControlsFX would put on one endless line, as a card that wraps. */
  private static Node card(
      Ikon icon, String styleClass, String title, String text, List<Button> buttons) {
    FontIcon picture = new FontIcon(icon);
    picture.getStyleClass().add(styleClass);
    VBox words = new VBox(words(title, "notice-title"), words(text, "notice-text"));
    words.getStyleClass().add("notice-words");
    if (!buttons.isEmpty()) {
      FlowPane row = new FlowPane(buttons.toArray(Node[]::new));
      row.getStyleClass().add("notice-answers");
      words.getChildren().add(row);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox card =
        new HBox(picture, words) {
          /** Asked without a width, what wraps would say how high it is on one line. */
          @Override
          protected double computePrefHeight(double width) {
            return super.computePrefHeight(width < 0 ? prefWidth(-1) : width);
          }

          @Override
          protected double computeMinHeight(double width) {
            return computePrefHeight(width);
          }
        };
    card.getStyleClass().add("notice");
    card.setAlignment(Pos.TOP_LEFT);
    return card;
  }

  private static Label words(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** What happens while the window is in the tray is told when it is back. */
  private void keep(Runnable notice, Window owner) {
    kept.addLast(notice);
    if (kept.size() > MOST_KEPT) {
      kept.removeFirst();
    }
    if (!waiting) {
      waiting = true;
      owner.showingProperty().subscribe((was, now) -> tellKept());
    }
  }

  private void tellKept() {
    if (!kept.isEmpty() && window.get().isShowing()) {
      List<Runnable> all = List.copyOf(kept);
      kept.clear();
      // The window is only on its way.
      Platform.runLater(() -> all.forEach(Runnable::run));
    }
  }

  private void show(Node card, Duration time, Runnable onClick) {
    Window owner = window.get();
    if (!owner.isShowing()) {
      keep(() -> show(card, time, onClick), owner);
      return;
    }
    Notifications.create()
        .owner(owner)
        .graphic(card)
        .hideAfter(time)
        .position(Pos.BOTTOM_RIGHT)
        .onAction(e -> onClick.run())
        .show();
  }
}
