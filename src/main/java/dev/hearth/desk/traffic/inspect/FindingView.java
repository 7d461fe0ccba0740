package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.InlineFlow;
import dev.hearth.desk.traffic.look.RuleWords;
import dev.hearth.traffic.Event.Finding;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is wrong with a reply, where, and what would have been right. */
final class FindingView extends VBox {
  /** More candidates than this are a list to read, not a hint. */
  private static final int MOST_CANDIDATES = 12;

  /** A longer value is seen where it is marked. */
  private static final int MOST_VALUE_CHARS = 120;

  private FindingView(String tone) {
    getStyleClass().addAll("finding", tone);
  }

  static FindingView of(Finding f) {
    FindingView view = new FindingView(f.repaired() ? "finding-mended" : "finding-bad");
    FlowPane line =
        view.title(
            f.repaired() ? Feather.CHECK_CIRCLE : Feather.ALERT_CIRCLE, RuleWords.of(f.rule()));
    if (!f.tool().isEmpty()) {
      line.getChildren().add(new Chip(f.tool(), Chip.Tone.NEUTRAL, Feather.TOOL));
    }
    if (!f.path().isEmpty()) {
      line.getChildren().add(mono(f.path()));
    }
    if (f.repaired()) {
      line.getChildren().add(new Chip("mended", Chip.Tone.TEAL, Feather.TOOL));
    }
    view.getChildren().add(new InlineFlow(f.message(), "finding-text"));
    boolean told = f.value().isEmpty() || f.message().contains(f.value());
    if (!told && f.value().length() <= MOST_VALUE_CHARS) {
      view.getChildren().add(named("It was", List.of(mono(f.value().strip()))));
    }
    if (!f.candidates().isEmpty()) {
      List<Chip> right =
          f.candidates().stream()
              .limit(MOST_CANDIDATES)
              .map(c -> new Chip(c, Chip.Tone.GOOD))
              .toList();
      view.getChildren().add(named("Right would be", right));
    }
    return view;
  }

  /** A refusal of the model server itself. */
  static FindingView refusal(String title, String words) {
    FindingView view = new FindingView("finding-bad");
    view.title(Feather.SERVER, title);
    if (!words.isBlank()) {
      view.getChildren().add(new InlineFlow(words, "finding-text"));
    }
    return view;
  }

  private FlowPane title(Ikon icon, String words) {
    Label title = new Label(words, new FontIcon(icon));
    title.getStyleClass().add("strong");
    FlowPane line = new FlowPane(title);
    line.getStyleClass().add("card-head");
    line.setPrefWrapLength(Card.WIDE);
    getChildren().add(line);
    return line;
  }

  private static Label mono(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("mono", "path-chip");
    return label;
  }

  private static FlowPane named(String name, List<? extends Node> values) {
    Label title = new Label(name);
    title.getStyleClass().add("muted");
    FlowPane flow = new FlowPane(title);
    flow.getStyleClass().add("card-head");
    flow.setPrefWrapLength(Card.WIDE);
    flow.getChildren().addAll(values);
    return flow;
  }
}
