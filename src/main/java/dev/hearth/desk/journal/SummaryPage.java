package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.Deferred;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.controls.OneOf;
import dev.hearth.desk.theme.Palette;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterKey;
import dev.hearth.traffic.insight.Insight;
import dev.hearth.traffic.insight.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What a stretch of traffic adds up to: the whole, over time, and by what it was made of. */
final class SummaryPage extends VBox {
  /** Letters of width in which a chart can be read. */
  private static final double ROOM_FOR_CHART = 22;

  private final SummaryModel model;
  private final ObservableValue<Palette> palette;
  private final Consumer<String> filter;
  private final StackPane content = new StackPane();
  private final List<TimeBars> charts = new ArrayList<>();

  /**
   * @param filter shows the traffic of a filter
   */
  SummaryPage(
      SummaryModel model,
      ObservableValue<Palette> palette,
      Consumer<String> filter,
      Runnable close) {
    this.model = model;
    this.palette = palette;
    this.filter = filter;
    getStyleClass().addAll("journal-page", "summary-page");
    Filter within = model.filter();
    String about = within.empty() ? "" : "of what passes  " + within.text();
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(PageHead.of("Summary", about, close, periods()), content);
    model.stateProperty().subscribe(this::show);
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                dispose();
              }
            });
  }

  private FlowPane periods() {
    OneOf group = new OneOf();
    FlowPane box = new FlowPane();
    box.getStyleClass().add("periods");
    for (SummaryModel.Period period : SummaryModel.Period.values()) {
      ToggleButton button = new ToggleButton(period.title());
      button.setId("period-" + period.name().toLowerCase(java.util.Locale.ROOT));
      button.getStyleClass().add("quiet-toggle");
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setSelected(model.periodProperty().get() == period);
      group.add(button, () -> model.periodProperty().set(period));
      box.getChildren().add(button);
    }
    return box;
  }

  private void dispose() {
    charts.forEach(TimeBars::dispose);
    charts.clear();
  }

  private void show(SummaryModel.State state) {
    dispose();
    content
        .getChildren()
        .setAll(
            switch (state) {
              case SummaryModel.State.Reading() -> new Label();
              case SummaryModel.State.Broken(String why) -> new MessageBox(Chip.Tone.BAD, why);
              case SummaryModel.State.Read(Insight insight) ->
                  insight.all().calls() == 0 ? nothing() : whole(insight);
            });
  }

  private static Node nothing() {
    return new EmptyState(
        Feather.BAR_CHART_2,
        "Nothing to add up",
        "No finished request is kept of this period. Choose a longer one, or let a client work for"
            + " a while.");
  }

  private Node whole(Insight insight) {
    VBox all = new VBox(figures(insight.all()), charts(insight));
    all.getStyleClass().add("summary");
    List<Node> tables =
        List.of(
            table("Models", FilterKey.MODEL, insight.models()),
            table("Tools", FilterKey.TOOL, insight.tools()),
            table("Clients", FilterKey.CLIENT, insight.clients()),
            table("Guard rules", FilterKey.RULE, insight.rules()));
    for (Node table : tables) {
      all.getChildren().add(new Deferred(table, all.getChildren().size()));
    }
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("Summary");
    return scroll;
  }

  private Node table(String title, FilterKey key, java.util.Map<String, Stats> groups) {
    return new GroupTable(
        title,
        groups,
        name ->
            filter.accept(
                (Filter.exactly(key, name) + " " + model.periodProperty().get().filter()).strip()));
  }

  private static FlowPane figures(Stats s) {
    FlowPane all = new FlowPane();
    all.getStyleClass().add("figures");
    all.getChildren()
        .addAll(
            figure("Requests", Amounts.count(s.calls())),
            figure("Right at the first try", Amounts.percent(s.firstTryShare())),
            figure("Repaired or rescued", Amounts.count(s.repaired() + s.rescued())),
            figure("Asked again", Amounts.count(s.retried())),
            figure("Failed", Amounts.count(s.failed())),
            figure("First token", GroupTable.millis(s.ttftMillis())),
            figure("Tokens/s", GroupTable.speed(s.tokensPerSecond())),
            figure("Tokens in", Amounts.count(s.promptTokens())),
            figure("Tokens out", Amounts.count(s.completionTokens())));
    return all;
  }

  private static VBox figure(String name, String value) {
    Label number = new Label(value);
    number.setMinWidth(Region.USE_PREF_SIZE);
    number.getStyleClass().add("figure-value");
    Label label = new Label(name);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("caption");
    VBox box = new VBox(number, label);
    box.getStyleClass().add("figure");
    return box;
  }

  private Node charts(Insight insight) {
    return new EvenRow(
        List.of(
            chart(
                insight,
                "Outcomes",
                "",
                List.of(
                    "hearth-phase-stream",
                    "hearth-phase-held",
                    "hearth-phase-retry",
                    "color-danger-fg"),
                List.of("first try", "mended", "asked again", "failed"),
                s ->
                    List.of(
                        (double) s.firstTry(),
                        (double) Math.max(0, s.done() - s.firstTry() - retriedWell(s)),
                        (double) retriedWell(s),
                        (double) s.failed())),
            chart(
                insight,
                "First token, median",
                "ms",
                List.of("hearth-phase-prefill"),
                List.of(),
                s -> List.of(s.ttftMillis().p50())),
            chart(
                insight,
                "Tokens/s, median",
                "",
                List.of("color-accent-fg"),
                List.of(),
                s -> List.of(s.tokensPerSecond().p50()))),
        ROOM_FOR_CHART);
  }

  private static long retriedWell(Stats s) {
    return Math.max(0, Math.min(s.retried(), s.done() - s.firstTry()));
  }

  private Region chart(
      Insight insight,
      String title,
      String unit,
      List<String> tokens,
      List<String> names,
      Function<Stats, List<Double>> parts) {
    List<TimeBars.Bar> bars =
        insight.overTime().stream()
            .map(b -> new TimeBars.Bar(b.from(), parts.apply(b.stats())))
            .toList();
    TimeBars chart =
        new TimeBars(
            palette,
            new TimeBars.Content(bars, insight.bucket(), tokens, unit),
            title + " over time");
    charts.add(chart);
    Label heading = new Label(title);
    heading.getStyleClass().add("strong");
    heading.setMinWidth(Region.USE_PREF_SIZE);
    FlowPane head = new FlowPane(heading);
    head.getStyleClass().add("chart-head");
    for (int i = 0; i < names.size(); i++) {
      Region swatch = new Region();
      swatch.getStyleClass().add("swatch");
      swatch.setStyle("-fx-background-color: -" + tokens.get(i) + ";");
      swatch.setMinWidth(Region.USE_PREF_SIZE);
      Label name = new Label(names.get(i), swatch);
      name.getStyleClass().add("caption");
      name.setMinWidth(Region.USE_PREF_SIZE);
      head.getChildren().add(name);
    }
    VBox box = new VBox(head, chart);
    box.getStyleClass().add("chart");
    VBox.setVgrow(chart, Priority.ALWAYS);
    return box;
  }
}
