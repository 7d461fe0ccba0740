package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.desk.traffic.look.PhaseParts;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where the time went, and how fast it was. */
final class TimingTab implements InspectorTab {
  private final VBox content = new VBox();
  private final ScrollPane scroll = new ScrollPane(content);

  TimingTab() {
    content.getStyleClass().add("timing");
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("Timing");
  }

  @Override
  public Node node() {
    return scroll;
  }

  @Override
  public void show(Subject subject) {
    Exchange exchange = subject.exchange();
    content.getChildren().setAll(figures(exchange), phases(exchange.summary()));
    exchange.attempts().forEach(a -> content.getChildren().add(attempt(a)));
  }

  private static FlowPane figures(Exchange exchange) {
    ExchangeSummary s = exchange.summary();
    FlowPane figures = new FlowPane();
    figures.getStyleClass().add("figures");
    figure(figures, "Whole", Amounts.nanos(s.timings().total()));
    figure(figures, "First token", s.ttftNanos() < 0 ? "–" : Amounts.nanos(s.ttftNanos()));
    figure(
        figures,
        "Speed",
        s.tokensPerSecond() <= 0 ? "–" : Amounts.speed(s.tokensPerSecond()) + " tok/s");
    figure(figures, "Prompt", tokens(s.usage().prompt()));
    figure(figures, "From cache", tokens(s.usage().cached()));
    figure(figures, "Generated", tokens(s.usage().completion()));
    figure(
        figures,
        "Context",
        s.contextSize() <= 0
            ? "–"
            : Amounts.percent(s.contextPercent() / 100) + " of " + Amounts.count(s.contextSize()));
    return figures;
  }

  private static String tokens(long count) {
    return count <= 0 ? "–" : Amounts.count(count) + " tokens";
  }

  private static void figure(FlowPane figures, String name, String value) {
    Label number = new Label(value);
    number.getStyleClass().add("figure-value");
    Label caption = new Label(name);
    caption.getStyleClass().add("caption");
    VBox figure = new VBox(caption, number);
    figure.getStyleClass().add("figure");
    figures.getChildren().add(figure);
  }

  private static Node phases(ExchangeSummary s) {
    Label title = new Label("Where the time went");
    title.getStyleClass().add("group-title");
    StatBar whole = new StatBar();
    whole.getStyleClass().add("big-bar");
    whole.show(Math.max(1, s.timings().total()), PhaseParts.bar(s.timings()));
    GridPane grid = new GridPane();
    grid.getStyleClass().add("phase-grid");
    int row = 0;
    for (PhaseParts.Part part : PhaseParts.of(s.timings())) {
      Region swatch = new Region();
      swatch.getStyleClass().addAll("swatch", part.styleClass());
      Label name = new Label(part.name());
      name.getStyleClass().add("strong");
      Label time = new Label(Amounts.nanos(part.nanos()));
      time.getStyleClass().addAll("mono", "right");
      Label share =
          new Label(Amounts.percent((double) part.nanos() / Math.max(1, s.timings().total())));
      share.getStyleClass().addAll("mono", "muted", "right");
      Label meaning = new Label(part.meaning());
      meaning.getStyleClass().add("muted");
      grid.addRow(row++, swatch, name, time, share, meaning);
    }
    VBox box = new VBox(title, whole, grid);
    box.getStyleClass().add("timing-box");
    return box;
  }

  private static Node attempt(Attempt a) {
    Label title = new Label("Attempt " + a.number());
    title.getStyleClass().add("group-title");
    FlowPane figures = new FlowPane();
    figures.getStyleClass().add("figures");
    figure(figures, "Sent at", "+" + Amounts.nanos(Math.max(0, a.sentAt())));
    figure(
        figures,
        "First token after",
        a.ttftNanos().isPresent() ? Amounts.nanos(a.ttftNanos().getAsLong()) : "–");
    figure(
        figures,
        "Lasted",
        a.endedAt() == Attempt.UNKNOWN ? "–" : Amounts.nanos(a.endedAt() - a.sentAt()));
    Gaps gaps = Gaps.of(a);
    if (gaps.count() > 0) {
      figure(figures, "Median gap", Amounts.nanos(gaps.median()));
      figure(figures, "95 % of gaps under", Amounts.nanos(gaps.p95()));
      figure(figures, "Longest gap", Amounts.nanos(gaps.longest()));
    }
    VBox box = new VBox(title, figures);
    box.getStyleClass().add("timing-box");
    return box;
  }
}
