package dev.hearth.desk.connect;

import dev.hearth.desk.controls.ActionCard;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.controls.StatBar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The four ticks, each with its time and, where it failed, the remedy. */
final class TrialCard extends ActionCard {
  private final ClientModel client;
  private final TrialModel model;
  private final Button test = new Button("Test", new FontIcon(Feather.ACTIVITY));
  private final Button stop = new Button("Cancel", new FontIcon(Feather.X));
  private final StatBar progress = new StatBar();

  TrialCard(ClientModel client, Consumer<Node> reveal) {
    super(
        Feather.CHECK_SQUARE,
        "Test",
        "Sends four small requests through the proxy, the way " + client.app().name() + " does.");
    this.client = client;
    this.model = client.trial();
    test.setId("connect-test");
    test.setMinWidth(USE_PREF_SIZE);
    test.setAccessibleText("Test the connection of " + client.app().name());
    test.setOnAction(e -> client.test());
    stop.setId("connect-test-cancel");
    stop.setMinWidth(USE_PREF_SIZE);
    stop.setAccessibleText("Cancel the test");
    stop.setOnAction(e -> model.cancel());
    progress.setMaxWidth(Double.MAX_VALUE);
    model.steps().addListener((ListChangeListener<TrialModel.Step>) c -> refresh());
    model.runningProperty().subscribe(this::refresh);
    model.runningProperty().subscribe(() -> reveal.accept(this));
    model.summaryProperty().subscribe(this::refresh);
    refresh();
  }

  private void refresh() {
    boolean running = model.runningProperty().get();
    boolean hadFocus = test.isFocused() || stop.isFocused();
    buttons(running ? stop : test);
    if (hadFocus) {
      (running ? stop : test).requestFocus();
    }
    if (model.steps().isEmpty()) {
      body();
      return;
    }
    List<Node> nodes = new ArrayList<>();
    if (running) {
      progress.show(1, List.of(new StatBar.Part(model.progress(), "fill-accent")));
      nodes.add(progress);
    }
    model.steps().forEach(s -> nodes.add(row(s)));
    String summary = model.summaryProperty().get();
    if (!summary.isEmpty()) {
      boolean well = model.steps().stream().allMatch(s -> s.mark() == TrialModel.Mark.PASSED);
      nodes.add(new MessageBox(well ? Chip.Tone.GOOD : Chip.Tone.WARN, summary));
    }
    body(nodes.toArray(Node[]::new));
  }

  private static Node row(TrialModel.Step step) {
    FontIcon icon = new FontIcon(icon(step.mark()));
    icon.getStyleClass().add("step-" + step.mark().name().toLowerCase(java.util.Locale.ROOT));
    Label title = new Label(step.probe().title());
    title.getStyleClass().add(step.over() ? "strong" : "muted");
    Label time = new Label(step.time());
    time.getStyleClass().addAll("mono", "muted");
    time.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(icon, title, gap, time);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("step-line");
    VBox row = new VBox(line);
    row.getStyleClass().add("step");
    row.setAccessibleText(step.probe().title() + ": " + words(step));
    String said = step.mark() == TrialModel.Mark.SKIPPED ? "Not tried" : step.finding();
    if (!said.isEmpty()) {
      row.getChildren().add(wrapped(said, "caption"));
    }
    if (!step.fix().isEmpty()) {
      row.getChildren().add(wrapped(step.fix(), "step-fix"));
    }
    return row;
  }

  private static Label wrapped(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styleClass, "step-text");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static String words(TrialModel.Step step) {
    return switch (step.mark()) {
      case WAITING -> "waits";
      case RUNNING -> "is being tried";
      case PASSED -> "works, " + step.time();
      case FAILED -> "fails. " + step.finding() + " " + step.fix();
      case SKIPPED -> "not tried";
    };
  }

  private static Feather icon(TrialModel.Mark mark) {
    return switch (mark) {
      case WAITING -> Feather.CIRCLE;
      case RUNNING -> Feather.LOADER;
      case PASSED -> Feather.CHECK_CIRCLE;
      case FAILED -> Feather.X_CIRCLE;
      case SKIPPED -> Feather.MINUS_CIRCLE;
    };
  }
}
