package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.desk.traffic.look.StatusLook;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
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
  private final ScrollPane scroll = new ScrollPane(new VBox(summary, chain));
  private final EmptyState empty =
      new EmptyState(
          Feather.ROTATE_CCW,
          "No attempt yet",
          "Each call of the model appears here with what it produced and how it was judged.");
  private final StackPane node;
  private final List<AttemptView> views = new ArrayList<>();
  private final StackPane end = new StackPane();
  private ClientReply reply = new ClientReply();
  private final Pulse pulse = Pulse.ofToolkit();
  private boolean growing;
  private Exchange shown;
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
    node = new StackPane(scroll, empty);
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
      reply = new ClientReply();
      chain.getChildren().setAll(end);
      end.getChildren().clear();
    }
    shown = exchange;
    reply.read(exchange.answer());
    for (int i = 0; i < views.size(); i++) {
      draw(i);
    }
    if (!growing) {
      grow();
    }
    List<Attempt> attempts = exchange.attempts();
    summarise(exchange);
    empty.setVisible(attempts.isEmpty());
    node.getChildren().getFirst().setVisible(!attempts.isEmpty());
    if (another) {
      scroll.setVvalue(0);
    }
  }

  /** Adds one link of the chain a pulse, so that a long one does not hold up the window. */
  private void grow() {
    int next = views.size();
    growing = next < shown.attempts().size();
    if (growing) {
      AttemptView view = new AttemptView(shown.attempts().get(next).number());
      views.add(view);
      chain.getChildren().add(chain.getChildren().size() - 1, view);
      draw(next);
      pulse.next(this::grow);
    } else if (!shown.summary().phase().live() && end.getChildren().isEmpty()) {
      end.getChildren().setAll(new OutcomeView(shown, reply));
    }
  }

  private void draw(int i) {
    List<Attempt> attempts = shown.attempts();
    if (i < attempts.size()) {
      Optional<Attempt> before = i == 0 ? Optional.empty() : Optional.of(attempts.get(i - 1));
      views.get(i).show(attempts.get(i), before);
    }
  }

  private void summarise(Exchange exchange) {
    Label words = new Label(sentence(exchange));
    words.getStyleClass().add("strong");
    words.setWrapText(true);
    outcome.getChildren().setAll(chip(exchange.summary()), words);
    budget.getChildren().clear();
    spent(exchange).ifPresent(this::spent);
  }

  private void spent(Nudge n) {
    StatBar bar = new StatBar();
    bar.getStyleClass().add("budget-bar");
    bar.show(n.limit(), List.of(new StatBar.Part(n.used(), "fill-warn")));
    String words = n.used() + " of " + n.limit() + " " + DecisionView.budget(n.budget()) + " used";
    Chip chip = new Chip(words, Chip.Tone.NEUTRAL);
    chip.setMinWidth(Region.USE_PREF_SIZE);
    budget.getChildren().addAll(bar, chip);
  }

  private static Chip chip(ExchangeSummary s) {
    boolean judged = s.verdict() != Verdict.UNJUDGED && s.phase() != Phase.FAILED;
    if (judged) {
      return VerdictLook.of(s.verdict()).chip();
    }
    StatusLook look = StatusLook.of(s);
    return new Chip(look.text(), look.tone(), look.icon());
  }

  private static String sentence(Exchange exchange) {
    ExchangeSummary s = exchange.summary();
    int count = exchange.attempts().size();
    boolean flawed = exchange.lastAttempt().filter(Evidence::flawed).isPresent();
    return switch (s.phase()) {
      case DONE ->
          flawed && s.verdict() != Verdict.GAVE_UP
              ? "Passed on at attempt " + count + ", though not flawless."
              : outcome(s, count);
      case FAILED -> count > 1 ? "Failed at attempt " + count + "." : "Failed at the model server.";
      case CANCELLED -> "Cancelled during attempt " + count + ".";
      case INTERRUPTED -> "Hearth ended during attempt " + count + ".";
      default ->
          count > 1
              ? "Attempt " + count + " is running after " + (count - 1) + " rejected."
              : "Attempt 1 is running.";
    };
  }

  private static String outcome(ExchangeSummary s, int count) {
    String meaning = VerdictLook.of(s.verdict()).meaning();
    if (s.verdict() == Verdict.GAVE_UP) {
      return count > 1 ? "No attempt of " + count + " was right. " + meaning : meaning;
    }
    if (s.verdict() == Verdict.UNJUDGED && !s.asked().tools().isEmpty()) {
      return "The reply was passed on without being judged.";
    }
    return count > 1 ? "Right at attempt " + count + "." : meaning;
  }

  private static Optional<Nudge> spent(Exchange exchange) {
    return exchange.attempts().reversed().stream()
        .map(Attempt::nudge)
        .filter(n -> !n.none())
        .findFirst();
  }
}
