package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.DiffView;
import dev.hearth.desk.controls.ShownText;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.wire.ToolCall;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Two exchanges side by side: what was asked, what came back, and the figures. */
final class ComparePanel extends VBox {
  ComparePanel(Exchange left, Exchange right) {
    getStyleClass().addAll("panel", "compare");
    Label title = new Label("Compare two requests");
    title.getStyleClass().add("panel-title");
    VBox parts = new VBox();
    parts.getStyleClass().add("compare-parts");
    add(parts, "Figures", left, right, ComparePanel::figures);
    add(parts, "Reply", left, right, ComparePanel::reply);
    add(parts, "Request", left, right, e -> ShownText.of(e.request().text()).text());
    parts.setMinWidth(0);
    ScrollPane scroll = new ScrollPane(parts);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("Comparison");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, scroll);
    setFocusTraversable(true);
  }

  private static void add(
      VBox parts, String name, Exchange left, Exchange right, Function<Exchange, String> text) {
    Label title = new Label(name);
    title.getStyleClass().add("strong");
    DiffView diff = new DiffView();
    diff.show(name(left), text.apply(left), name(right), text.apply(right));
    parts.getChildren().addAll(title, diff);
  }

  private static String name(Exchange e) {
    return e.summary().caller().client() + "  " + TrafficColumns.time(e.summary());
  }

  private static String figures(Exchange e) {
    var s = e.summary();
    return """
    model       %s
    status      %d
    verdict     %s
    attempts    %d
    first token %s
    tok/s       %s
    prompt      %s
    generated   %s
    duration    %s
    """
        .formatted(
            s.model(),
            s.status(),
            VerdictLook.of(s.verdict()).word(),
            s.attempts(),
            TrafficColumns.ttft(s),
            TrafficColumns.speed(s),
            Amounts.count(s.usage().prompt()),
            Amounts.count(s.usage().completion()),
            Amounts.nanos(s.timings().total()));
  }

  private static String reply(Exchange e) {
    StringBuilder text = new StringBuilder();
    e.lastAttempt().map(Attempt::output).ifPresent(text::append);
    for (ToolCall call :
        e.lastAttempt().map(a -> a.judgement().accepted()).orElse(java.util.List.of())) {
      text.append('\n')
          .append(call.name())
          .append(' ')
          .append(ShownText.of(call.arguments()).text());
    }
    return text.toString();
  }
}
