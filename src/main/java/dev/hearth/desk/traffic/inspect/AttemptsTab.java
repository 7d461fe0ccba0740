package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Why the model was asked again: attempts, findings, decisions and messages, one below another. */
final class AttemptsTab implements InspectorTab {
  private final VBox chain = new VBox();

  /** Letters of width that the outcome needs beside the budget. */
  private static final double ROOM_FOR_OUTCOME = 18;

  private final FlowPane outcome = new FlowPane();
  private final HBox budget = new HBox();
  private final RoomyRow summary = new RoomyRow(outcome, budget, ROOM_FOR_OUTCOME);
  private final ScrollPane scroll = new ScrollPane(chain);
  private final EmptyState empty =
      new EmptyState(
          Feather.ROTATE_CCW,
          "No attempt yet",
          "Each call of the model appears here with what it produced and how it was judged.");
  private final StackPane node;
  private final List<AttemptView> views = new ArrayList<>();
  private String id = "";

  AttemptsTab() {
    chain.getStyleClass().add("attempt-chain");
    summary.getStyleClass().add("attempt-summary");
    outcome.getStyleClass().add("bar-flow");
    outcome.setRowValignment(VPos.CENTER);
    budget.getStyleClass().add("card-head");
    budget.setAlignment(Pos.CENTER_LEFT);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("Attempts");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    node = new StackPane(new VBox(summary, scroll), empty);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(Subject subject) {
    Exchange exchange = subject.exchange();
    boolean another = !exchange.id().equals(id);
    if (another) {
      id = exchange.id();
      views.clear();
      chain.getChildren().clear();
    }
    List<Attempt> attempts = exchange.attempts();
    for (int i = 0; i < attempts.size(); i++) {
      if (views.size() <= i) {
        AttemptView view = new AttemptView(attempts.get(i).number());
        views.add(view);
        chain.getChildren().add(view);
      }
      boolean last = i == attempts.size() - 1;
      boolean delivered = last && exchange.summary().phase() == Phase.DONE;
      Optional<Attempt> before = i == 0 ? Optional.empty() : Optional.of(attempts.get(i - 1));
      views.get(i).show(attempts.get(i), before, delivered);
    }
    summarise(exchange);
    empty.setVisible(attempts.isEmpty());
    node.getChildren().getFirst().setVisible(!attempts.isEmpty());
    if (another) {
      scroll.setVvalue(0);
    }
  }

  private void summarise(Exchange exchange) {
    int count = exchange.attempts().size();
    Label words = new Label(sentence(exchange, count));
    words.getStyleClass().add("strong");
    words.setWrapText(true);
    outcome.getChildren().setAll(VerdictLook.of(exchange.summary().verdict()).chip(), words);
    budget.getChildren().clear();
    spent(exchange)
        .ifPresent(
            n -> {
              StatBar bar = new StatBar();
              bar.getStyleClass().add("budget-bar");
              bar.show(n.limit(), List.of(new StatBar.Part(n.used(), "fill-warn")));
              Chip chip =
                  new Chip(
                      n.used()
                          + " of "
                          + n.limit()
                          + " "
                          + AttemptView.budget(n.budget())
                          + " used",
                      Chip.Tone.NEUTRAL);
              chip.setMinWidth(Region.USE_PREF_SIZE);
              budget.getChildren().addAll(bar, chip);
            });
  }

  private static String sentence(Exchange exchange, int count) {
    String look = VerdictLook.of(exchange.summary().verdict()).meaning();
    if (count <= 1) {
      return look;
    }
    boolean live = exchange.summary().phase().live();
    return switch (exchange.summary().verdict()) {
      case GAVE_UP -> "No attempt of " + count + " was right. " + look;
      default ->
          live
              ? "Attempt " + count + " is running after " + (count - 1) + " rejected."
              : "Right at attempt " + count + ".";
    };
  }

  private static Optional<Nudge> spent(Exchange exchange) {
    return exchange.attempts().reversed().stream()
        .map(Attempt::nudge)
        .filter(n -> !n.none())
        .findFirst();
  }
}
