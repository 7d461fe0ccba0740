package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.desk.controls.DiffView;
import dev.hearth.desk.controls.MarkedFlow;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Judgement;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * One link of the chain: what the model produced, what was found, what was decided, what was said.
 */
final class AttemptView extends HBox {
  /** Letters of width that the times need beside the verdict. */
  private static final double ROOM_FOR_TIMES = 24;

  private final VBox card = new VBox();
  private final Label bubble = new Label();
  private State drawn;
  private boolean open;
  private Runnable unfold = () -> {};

  /** All that this view draws; events are not among it. */
  private record State(
      String output,
      String reasoning,
      List<ToolCall> produced,
      int status,
      long answered,
      Judgement judgement,
      Nudge nudge,
      long firstTokenAt,
      long endedAt,
      String before) {}

  AttemptView(int number) {
    getStyleClass().add("attempt");
    bubble.setText(Integer.toString(number));
    bubble.getStyleClass().add("attempt-number");
    Region line = new Region();
    line.getStyleClass().add("attempt-line");
    VBox.setVgrow(line, Priority.ALWAYS);
    VBox rail = new VBox(bubble, line);
    rail.getStyleClass().add("attempt-rail");
    rail.setAlignment(Pos.TOP_CENTER);
    card.getStyleClass().add("attempt-card");
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setMinWidth(0);
    getChildren().addAll(rail, card);
  }

  /** Shows an attempt and how it differs from the one before. */
  void show(Attempt attempt, Optional<Attempt> before) {
    State state =
        new State(
            attempt.output(),
            attempt.reasoning(),
            attempt.produced(),
            attempt.status(),
            attempt.responseBody().fullSize(),
            attempt.judgement(),
            attempt.nudge(),
            attempt.firstTokenAt(),
            attempt.endedAt(),
            before.map(Evidence::comparable).orElse(""));
    if (state.equals(drawn)) {
      return;
    }
    drawn = state;
    unfold =
        () -> {
          open = !open;
          drawn = null;
          show(attempt, before);
        };
    bubble.getStyleClass().setAll("label", "attempt-number", link(attempt));
    card.getChildren().setAll(head(attempt));
    produced(attempt);
    before.ifPresent(b -> difference(b, attempt));
    findings(attempt);
    if (DecisionView.due(attempt)) {
      card.getChildren().addAll(heading("Decision", ""), new DecisionView(attempt));
    }
  }

  private static String link(Attempt attempt) {
    return switch (attempt.judgement().verdict()) {
      case PASSED -> Evidence.flawed(attempt) ? "warn-link" : "good-link";
      case REPAIRED, RESCUED -> "good-link";
      case NUDGED -> "warn-link";
      case GAVE_UP -> "bad-link";
      case UNJUDGED -> attempt.status() >= 400 ? "bad-link" : "plain-link";
    };
  }

  private RoomyRow head(Attempt attempt) {
    Label title = new Label("Attempt " + attempt.number());
    title.getStyleClass().add("attempt-title");
    FlowPane what = new FlowPane(title);
    what.getStyleClass().add("bar-flow");
    what.setPrefWrapLength(Card.WIDE);
    what.setRowValignment(VPos.CENTER);
    times(attempt)
        .forEach(
            t -> {
              Label time = new Label(t);
              time.getStyleClass().add("muted");
              what.getChildren().add(time);
            });
    FlowPane head = new FlowPane();
    head.getStyleClass().add("bar-flow");
    head.setRowValignment(VPos.CENTER);
    if (attempt.judgement().verdict() != Verdict.UNJUDGED) {
      Chip chip = VerdictLook.of(attempt.judgement().verdict()).chip();
      chip.getStyleClass().add("big-chip");
      head.getChildren().add(chip);
    } else if (attempt.endedAt() == Attempt.UNKNOWN) {
      head.getChildren().add(new Chip("running", Chip.Tone.ACCENT, Feather.RADIO));
    }
    head.setMinWidth(0);
    return new RoomyRow(what, head, ROOM_FOR_TIMES);
  }

  private static List<String> times(Attempt a) {
    List<String> times = new ArrayList<>();
    times.add("sent at +" + Amounts.nanos(Math.max(0, a.sentAt())));
    a.ttftNanos().ifPresent(n -> times.add("first token after " + Amounts.nanos(n)));
    if (a.endedAt() != Attempt.UNKNOWN) {
      times.add(Amounts.nanos(a.endedAt() - a.sentAt()) + " in all");
    }
    return times;
  }

  private void produced(Attempt attempt) {
    Evidence evidence = Evidence.of(attempt);
    card.getChildren().add(heading("What the model produced", evidence.text()));
    if (evidence.text().isBlank()) {
      Label nothing =
          new Label(attempt.endedAt() == Attempt.UNKNOWN ? "Nothing yet." : "Nothing at all.");
      nothing.getStyleClass().add("muted");
      card.getChildren().add(nothing);
    } else {
      output(evidence);
    }
    if (attempt.status() >= 400) {
      card.getChildren().add(refusal(attempt));
    }
  }

  private void output(Evidence evidence) {
    MarkedFlow flow = new MarkedFlow();
    flow.getStyleClass().add("code-box");
    Evidence shown = evidence.foldable() && !open ? evidence.folded() : evidence;
    flow.show(shown.text(), shown.marks());
    card.getChildren().add(flow);
    if (evidence.foldable()) {
      Hyperlink toggle =
          new Hyperlink(open ? "Show less" : "Show all " + evidence.lines() + " lines");
      toggle.getStyleClass().add("fold-link");
      toggle.setOnAction(e -> unfold.run());
      card.getChildren().add(toggle);
    }
  }

  /** What the model server said instead of answering. */
  private static Node refusal(Attempt attempt) {
    String body = Evidence.cut(attempt.responseBody().text());
    String words =
        Json.parse(body)
            .map(n -> n.path("error"))
            .map(n -> n.isTextual() ? n.textValue() : n.path("message").asText(""))
            .filter(w -> !w.isBlank())
            .orElse(body);
    return FindingView.refusal("The model server answered HTTP " + attempt.status(), words);
  }

  private void findings(Attempt attempt) {
    List<Finding> findings = attempt.judgement().findings();
    if (!findings.isEmpty()) {
      card.getChildren().add(heading(findings.size() == 1 ? "Finding" : "Findings", ""));
      findings.forEach(f -> card.getChildren().add(FindingView.of(f)));
    }
  }

  private void difference(Attempt before, Attempt now) {
    String old = Evidence.comparable(before);
    String fresh = Evidence.comparable(now);
    if (old.isBlank() || fresh.isBlank()) {
      return;
    }
    DiffView diff = new DiffView();
    diff.show("Attempt " + before.number(), old, "Attempt " + now.number(), fresh);
    card.getChildren().addAll(heading("What changed since attempt " + before.number(), ""), diff);
  }

  private static HBox heading(String text, String copied) {
    Label title = new Label(text);
    title.getStyleClass().add("group-title");
    HBox heading = new HBox(title);
    heading.getStyleClass().add("section-head");
    heading.setAlignment(Pos.CENTER_LEFT);
    if (!copied.isBlank()) {
      heading.getChildren().add(new CopyButton("Copy what the model produced", () -> copied));
    }
    return heading;
  }
}
