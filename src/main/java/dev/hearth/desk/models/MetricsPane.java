package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.runtime.metrics.ServerMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Speed, slots and context of a running server as live bars. */
final class MetricsPane extends GridPane {
  private final List<StatBar> bars = new ArrayList<>();
  private final List<Label> values = new ArrayList<>();

  /** Speeds are drawn against the fastest seen of this server. */
  private double fastestPrompt = 1;

  private double fastestAnswer = 1;

  /** What was measured last stays to be read after a short request. */
  private double lastPrompt;

  private double lastAnswer;
  private String of = "";

  MetricsPane(CardModel card) {
    getStyleClass().add("metrics");
    setId("metrics");
    ColumnConstraints grow = new ColumnConstraints();
    grow.setHgrow(Priority.ALWAYS);
    ColumnConstraints fixed = new ColumnConstraints();
    fixed.setMinWidth(Region.USE_PREF_SIZE);
    getColumnConstraints().setAll(fixed, grow, fixed);
    for (String name : List.of("Prompt", "Answer", "Slots", "Context", "Processor")) {
      Label label = new Label(name);
      label.getStyleClass().add("muted");
      StatBar bar = new StatBar();
      Label value = new Label("–");
      value.getStyleClass().add("metric-value");
      bars.add(bar);
      values.add(value);
      addRow(getRowCount(), label, bar, value);
    }
    card.metricsProperty()
        .subscribe(
            sample -> {
              if (!of.equals(card.alias())) {
                of = card.alias();
                fastestPrompt = 1;
                fastestAnswer = 1;
                lastPrompt = 0;
                lastAnswer = 0;
              }
              show(sample);
            });
  }

  private void show(Optional<ServerMetrics> sample) {
    if (sample.isEmpty()) {
      values.forEach(v -> v.setText("–"));
      bars.forEach(b -> b.show(1, List.of()));
      return;
    }
    ServerMetrics now = sample.get();
    double prompt = now.promptPerSecond().orElse(0);
    double answer = now.generatedPerSecond().orElse(0);
    fastestPrompt = Math.max(fastestPrompt, prompt);
    fastestAnswer = Math.max(fastestAnswer, answer);
    lastPrompt = prompt > 0 ? prompt : lastPrompt;
    lastAnswer = answer > 0 ? answer : lastAnswer;
    String reading =
        now.readingTokens() > 0
            ? "reading " + Amounts.count(now.readingTokens())
            : speed(prompt, lastPrompt);
    row(0, fastestPrompt, prompt, "fill-prefill", reading);
    row(1, fastestAnswer, answer, "fill-stream", speed(answer, lastAnswer));
    row(
        2,
        Math.max(1, now.slots()),
        now.busySlots(),
        "fill-accent",
        now.busySlots()
            + " of "
            + now.slots()
            + " busy"
            + (now.waiting() > 0 ? ", " + now.waiting() + " waiting" : ""));
    row(
        3,
        Math.max(1, now.totalContext()),
        now.usedContext(),
        now.contextShare().orElse(0) > 0.9 ? "fill-warn" : "fill-accent",
        Amounts.count(now.usedContext()) + " of " + Amounts.count(now.totalContext()));
    double cores = Runtime.getRuntime().availableProcessors();
    row(
        4,
        cores * 100,
        now.cpuPercent().orElse(0),
        "fill-queue",
        Math.round(now.cpuPercent().orElse(0)) + " %, " + Amounts.bytes(now.residentBytes()));
  }

  private void row(int at, double whole, double amount, String fill, String text) {
    bars.get(at).show(whole, List.of(new StatBar.Part(amount, fill)));
    values.get(at).setText(text);
  }

  private static String speed(double now, double last) {
    if (now > 0) {
      return Amounts.speed(now) + " tokens/s";
    }
    return last > 0 ? "idle, last " + Amounts.speed(last) + "/s" : "idle";
  }
}
