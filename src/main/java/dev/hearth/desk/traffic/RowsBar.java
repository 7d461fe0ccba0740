package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.FilterField;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The filter, how many rows pass it, and what else stands above the table. */
final class RowsBar extends HBox {
  private final TrafficModel model;

  RowsBar(TrafficModel model, FilterField filter, List<? extends Node> added) {
    this.model = model;
    HBox.setHgrow(filter, Priority.ALWAYS);
    Label count = new Label();
    count.getStyleClass().addAll("muted", "row-count");
    count.setMinWidth(Label.USE_PREF_SIZE);
    // Listeners, not bindings of bindings: those in the middle are collected as garbage.
    Runnable tell = () -> count.setText(countText());
    model.shown().subscribe(tell);
    model.totalProperty().subscribe(tell);
    model.keptProperty().subscribe(tell);
    tell.run();
    Button older = new Button("Show older");
    older.setId("traffic-older");
    older.getStyleClass().addAll("flat", "small-link");
    older.setMinWidth(Label.USE_PREF_SIZE);
    older.visibleProperty().bind(model.keptProperty().map(KeptMatches::more));
    older.managedProperty().bind(older.visibleProperty());
    older.setOnAction(e -> model.older());
    getChildren().addAll(filter, count, older);
    getChildren().addAll(added);
    getStyleClass().addAll("bar", "traffic-bar");
    setAlignment(Pos.CENTER_LEFT);
  }

  private String countText() {
    int shown = model.shown().size();
    int total = model.totalProperty().get();
    KeptMatches kept = model.keptProperty().get();
    if (kept.more()) {
      return Amounts.count(shown) + " of " + Amounts.count(Math.max(shown, kept.matching()));
    }
    String all = Amounts.count(total);
    return shown == total
        ? all + (total == 1 ? " request" : " requests")
        : Amounts.count(shown) + " of " + all;
  }
}
