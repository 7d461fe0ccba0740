package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.DiffView;
import dev.hearth.desk.controls.InlineFlow;
import dev.hearth.desk.controls.MarkedFlow;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.ToolCall;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The end of the chain: what the client finally got, and what Hearth made of it on the way. */
final class OutcomeView extends HBox {
  private final VBox card = new VBox();

  OutcomeView(Exchange exchange, ClientReply reply) {
    getStyleClass().add("attempt");
    Phase phase = exchange.summary().phase();
    Label bubble = new Label("", new FontIcon(phase == Phase.DONE ? Feather.SEND : Feather.SLASH));
    bubble.getStyleClass().addAll("attempt-number", phase == Phase.DONE ? "outcome" : "bad-link");
    VBox rail = new VBox(bubble);
    rail.getStyleClass().add("attempt-rail");
    rail.setAlignment(Pos.TOP_CENTER);
    card.getStyleClass().add("outcome-card");
    card.setMinWidth(0);
    HBox.setHgrow(card, Priority.ALWAYS);
    getChildren().addAll(rail, card);
    card.getChildren().add(head(exchange));
    switch (phase) {
      case DONE -> exchange.lastAttempt().ifPresent(a -> delivered(a, reply));
      case CANCELLED -> say("Nothing more: the client went away, or the request was cancelled.");
      case INTERRUPTED -> say("Nothing more: Hearth ended while this was running.");
      default ->
          card.getChildren()
              .add(FindingView.refusal("An error", exchange.summary().failure().message()));
    }
  }

  private static FlowPane head(Exchange exchange) {
    ExchangeSummary s = exchange.summary();
    Label title = new Label("What the client got");
    title.getStyleClass().add("attempt-title");
    FlowPane head = new FlowPane(title);
    head.getStyleClass().add("bar-flow");
    head.setPrefWrapLength(Card.WIDE);
    head.setRowValignment(VPos.CENTER);
    if (s.status() > 0) {
      Chip.Tone tone = s.phase() == Phase.DONE ? Chip.Tone.GOOD : Chip.Tone.BAD;
      head.getChildren().add(new Chip("HTTP " + s.status(), tone));
    }
    if (!s.finish().isEmpty()) {
      head.getChildren().add(new Chip("ended with " + s.finish(), Chip.Tone.NEUTRAL));
    }
    Label after = new Label("after " + Amounts.nanos(s.timings().total()));
    after.getStyleClass().add("muted");
    head.getChildren().add(after);
    return head;
  }

  private void delivered(Attempt last, ClientReply reply) {
    Verdict verdict = last.judgement().verdict();
    List<ToolCall> accepted = last.judgement().accepted();
    String before = Evidence.comparable("", last.produced());
    String after = Evidence.comparable("", accepted);
    if (verdict == Verdict.REPAIRED && !before.isBlank() && !after.isBlank()) {
      say("Attempt " + last.number() + ", mended:");
      DiffView diff = new DiffView();
      diff.show("As the model produced it", before, "As the client got it", after);
      card.getChildren().add(diff);
    } else if (verdict == Verdict.UNJUDGED || verdict == Verdict.PASSED && !Evidence.flawed(last)) {
      say("Attempt " + last.number() + ", as it came.");
    } else {
      List<ToolCall> calls = accepted.isEmpty() ? reply.calls() : accepted;
      String got = Evidence.written(reply.text(), calls);
      if (!got.isBlank()) {
        MarkedFlow flow = new MarkedFlow();
        flow.getStyleClass().add("code-box");
        flow.show(Evidence.cut(got), List.of());
        card.getChildren().add(flow);
      }
    }
  }

  private void say(String words) {
    Node text = new InlineFlow(words, "finding-text");
    card.getChildren().add(text);
  }
}
