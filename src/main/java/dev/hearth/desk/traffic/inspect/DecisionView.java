package dev.hearth.desk.traffic.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What was decided about an attempt, what that cost, and what the model was told. */
final class DecisionView extends VBox {
  DecisionView(Attempt attempt) {
    getStyleClass().add("decision");
    Verdict verdict = attempt.judgement().verdict();
    Nudge nudge = attempt.nudge();
    FlowPane line = new FlowPane(verdict(verdict), words(sentence(attempt)));
    line.getStyleClass().add("card-head");
    line.setPrefWrapLength(Card.WIDE);
    if (!nudge.none()) {
      line.getChildren().add(cost(nudge));
    }
    getChildren().add(line);
    if (!nudge.messages().isEmpty()) {
      VBox told = new VBox();
      told.getStyleClass().add("told-box");
      nudge.messages().forEach(m -> told.getChildren().add(message(m)));
      getChildren().addAll(title("What the model was told"), told);
    }
  }

  /** Whether there is anything to say. */
  static boolean due(Attempt attempt) {
    return attempt.judgement().verdict() != Verdict.UNJUDGED || !attempt.nudge().none();
  }

  /** A budget's name as people read it. */
  static String budget(String name) {
    return name.toLowerCase(Locale.ROOT).contains("tool") ? "tool errors" : "retries";
  }

  private static Chip verdict(Verdict verdict) {
    return verdict == Verdict.UNJUDGED
        ? new Chip("Asked again", Chip.Tone.WARN, Feather.ROTATE_CCW)
        : VerdictLook.of(verdict).chip();
  }

  private static String sentence(Attempt attempt) {
    String syntax = attempt.judgement().syntax();
    return switch (attempt.judgement().verdict()) {
      case PASSED ->
          Evidence.flawed(attempt)
              ? "Passed on: asking again would not have helped."
              : "Nothing to object to; it went on as it came.";
      case REPAIRED -> "A harmless slip was mended without asking the model.";
      case RESCUED ->
          syntax.isEmpty()
              ? "The call was written as text and was read from it."
              : "The call was read from text in the syntax “" + syntax + "”.";
      case NUDGED -> "Rejected; the model was told what was wrong and asked again.";
      case GAVE_UP -> "Rejected, and the budget is spent: nobody was asked again.";
      case UNJUDGED -> "The model server could not read what the model said.";
    };
  }

  private static Chip cost(Nudge nudge) {
    Chip chip =
        new Chip(
            nudge.used() + " of " + nudge.limit() + " " + budget(nudge.budget()),
            Chip.Tone.NEUTRAL);
    chip.setMinWidth(Region.USE_PREF_SIZE);
    return chip;
  }

  private static Label words(String text) {
    Label words = new Label(text);
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    return words;
  }

  private static Label title(String text) {
    Label title = new Label(text, new FontIcon(Feather.MESSAGE_SQUARE));
    title.getStyleClass().addAll("group-title", "told-title");
    return title;
  }

  private static Node message(String json) {
    String role = Json.parse(json).map(n -> n.path("role").asText("")).orElse("");
    String content = Json.parse(json).map(DecisionView::content).orElse(json);
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
}
