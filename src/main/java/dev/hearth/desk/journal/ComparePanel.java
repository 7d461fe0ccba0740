package dev.hearth.desk.journal;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.replay.Comparison;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Two requests side by side, over the window. */
final class ComparePanel extends VBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  ComparePanel(Comparison comparison, Exchange left, Exchange right) {
    getStyleClass().addAll("panel", "compare");
    Label title = new Label("Compare two requests");
    title.getStyleClass().add("panel-title");
    ScrollPane scroll =
        new ScrollPane(
            new ComparisonView(
                comparison, left, right, new ComparisonView.Names(name(left), name(right))));
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("Comparison");
    scroll.setFocusTraversable(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, scroll);
  }

  private static String name(Exchange exchange) {
    ExchangeSummary s = exchange.summary();
    return TIME.format(s.time()) + "  " + s.caller().client();
  }
}
