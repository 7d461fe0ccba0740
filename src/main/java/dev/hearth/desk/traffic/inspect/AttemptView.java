package dev.hearth.desk.traffic.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.desk.controls.DiffView;
import dev.hearth.desk.controls.MarkedFlow;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.traffic.look.RuleWords;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Judgement;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One link of the chain: what the model produced, what was found, what was decided, what was said.
 */
final class AttemptView extends HBox {
  /** Letters of width that the times need beside the verdict. */
  private static final double ROOM_FOR_TIMES = 24;

  private final VBox card = new VBox();
  private final VBox rail = new VBox();
  private State drawn;

  /** All that this view draws; events are not among it. */
  private record State(
      String output,
      String reasoning,
      List<ToolCall> produced,
      Judgement judgement,
      Nudge nudge,
      long firstTokenAt,
      long endedAt,
      boolean delivered,
      String before) {}

  AttemptView(int number) {
    getStyleClass().add("attempt");
    Label bubble = new Label(Integer.toString(number));
    bubble.getStyleClass().add("attempt-number");
    Region line = new Region();
    line.getStyleClass().add("attempt-line");
    VBox.setVgrow(line, Priority.ALWAYS);
    rail.getChildren().addAll(bubble, line);
    rail.getStyleClass().add("attempt-rail");
    rail.setAlignment(Pos.TOP_CENTER);
    card.getStyleClass().add("attempt-card");
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setMinWidth(0);
    getChildren().addAll(rail, card);
  }

  /** Shows an attempt and how it differs from the one before. */
  void show(Attempt attempt, Optional<Attempt> before, boolean delivered) {
    State state =
        new State(
            attempt.output(),
            attempt.reasoning(),
            attempt.produced(),
            attempt.judgement(),
            attempt.nudge(),
            attempt.firstTokenAt(),
            attempt.endedAt(),
            delivered,
            before.map(Evidence::comparable).orElse(""));
    if (state.equals(drawn)) {
      return;
    }
    drawn = state;
    card.getChildren().setAll(head(attempt, delivered));
    produced(attempt);
    findings(attempt);
    before.ifPresent(b -> difference(b, attempt));
    nudge(attempt);
  }

  private RoomyRow head(Attempt attempt, boolean delivered) {
    Label title = new Label("Attempt " + attempt.number());
    title.getStyleClass().add("attempt-title");
    Label times = new Label(times(attempt));
    times.getStyleClass().add("muted");
    times.setWrapText(true);
    FlowPane what = new FlowPane(title, times);
    what.getStyleClass().add("bar-flow");
    times.maxWidthProperty().bind(what.widthProperty());
    what.setRowValignment(VPos.CENTER);
    FlowPane head = new FlowPane();
    head.getStyleClass().add("bar-flow");
    head.setRowValignment(VPos.CENTER);
    if (delivered) {
      head.getChildren().add(new Chip("The client got this", Chip.Tone.ACCENT, Feather.SEND));
    }
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

  private static String times(Attempt a) {
    String sent = "sent at +" + Amounts.nanos(Math.max(0, a.sentAt()));
    String first =
        a.ttftNanos().isPresent()
            ? ", first token after " + Amounts.nanos(a.ttftNanos().getAsLong())
            : "";
    String whole =
        a.endedAt() == Attempt.UNKNOWN
            ? ""
            : ", " + Amounts.nanos(a.endedAt() - a.sentAt()) + " in all";
    return sent + first + whole;
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
      MarkedFlow flow = new MarkedFlow();
      flow.getStyleClass().add("code-box");
      flow.show(evidence.text(), evidence.marks());
      card.getChildren().add(flow);
    }
    if (!attempt.judgement().syntax().isEmpty()) {
      Label syntax =
          new Label("Read from text in the syntax “" + attempt.judgement().syntax() + "”.");
      syntax.getStyleClass().add("muted");
      card.getChildren().add(syntax);
    }
  }

  private void findings(Attempt attempt) {
    List<Finding> findings = attempt.judgement().findings();
    if (findings.isEmpty()) {
      if (attempt.judgement().verdict() == Verdict.PASSED) {
        Label fine = new Label("Nothing to object to.", new FontIcon(Feather.CHECK));
        fine.getStyleClass().addAll("good", "fine");
        card.getChildren().add(fine);
      }
      return;
    }
    card.getChildren().add(heading(findings.size() == 1 ? "Finding" : "Findings", ""));
    findings.forEach(f -> card.getChildren().add(finding(f)));
  }

  private static Node finding(Finding f) {
    Label rule = new Label(RuleWords.of(f.rule()));
    rule.getStyleClass().add("strong");
    rule.setGraphic(new FontIcon(f.repaired() ? Feather.CHECK_CIRCLE : Feather.ALERT_CIRCLE));
    HBox line = new HBox(rule);
    line.getStyleClass().add("card-head");
    line.setAlignment(Pos.CENTER_LEFT);
    if (!f.tool().isEmpty()) {
      line.getChildren().add(new Chip(f.tool(), Chip.Tone.NEUTRAL, Feather.TOOL));
    }
    if (!f.path().isEmpty()) {
      Label path = new Label(f.path());
      path.getStyleClass().addAll("mono", "path-chip");
      line.getChildren().add(path);
    }
    if (f.repaired()) {
      line.getChildren().add(new Chip("mended", Chip.Tone.TEAL, Feather.TOOL));
    }
    Label message = new Label(f.message());
    message.setWrapText(true);
    VBox box = new VBox(line, message);
    box.getStyleClass().addAll("finding", f.repaired() ? "finding-mended" : "finding-bad");
    if (!f.candidates().isEmpty()) {
      FlowPane right = new FlowPane(6, 4);
      Label title = new Label("Right would be");
      title.getStyleClass().add("muted");
      right.getChildren().add(title);
      f.candidates().stream()
          .limit(12)
          .forEach(c -> right.getChildren().add(new Chip(c, Chip.Tone.GOOD)));
      box.getChildren().add(right);
    }
    return box;
  }

  private void difference(Attempt before, Attempt now) {
    String old = Evidence.comparable(before);
    String fresh = Evidence.comparable(now);
    if (old.isBlank() || fresh.isBlank()) {
      return;
    }
    DiffView diff = new DiffView();
    diff.show("Attempt " + before.number(), old, "Attempt " + now.number(), fresh);
    card.getChildren().addAll(heading("What changed", ""), diff);
  }

  private void nudge(Attempt attempt) {
    Nudge nudge = attempt.nudge();
    if (nudge.none()) {
      return;
    }
    HBox heading = heading("What the model was told", "");
    heading
        .getChildren()
        .add(
            new Chip(
                nudge.used() + " of " + nudge.limit() + " " + budget(nudge.budget()),
                Chip.Tone.WARN));
    card.getChildren().add(heading);
    for (String message : nudge.messages()) {
      card.getChildren().add(message(message));
    }
  }

  /** A budget's name as people read it. */
  static String budget(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).contains("tool") ? "tool errors" : "retries";
  }

  private static Node message(String json) {
    String role = Json.parse(json).map(n -> n.path("role").asText("")).orElse("");
    String content = Json.parse(json).map(AttemptView::content).orElse(json);
    Label who = new Label(role.isEmpty() ? "message" : role);
    who.getStyleClass().addAll("caption", "told-role");
    who.setMinWidth(USE_PREF_SIZE);
    Label text = new Label(content);
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.getStyleClass().add("diff-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox row = new HBox(who, text);
    row.getStyleClass().add("told");
    return row;
  }

  private static String content(JsonNode message) {
    StringBuilder text = new StringBuilder(message.path("content").asText(""));
    for (JsonNode call : message.path("tool_calls")) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(call.path("function").path("name").asText(""))
          .append('(')
          .append(call.path("function").path("arguments").asText(""))
          .append(')');
    }
    return text.isEmpty() ? Json.text(message) : text.toString();
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
