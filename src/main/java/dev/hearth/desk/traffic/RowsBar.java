package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.FilterField;
import dev.hearth.desk.controls.RoomyRow;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The filter, how many rows pass it, and what else stands above the table. */
final class RowsBar extends VBox {
  /** Letters of width that a filter is worth typing in. */
  private static final double ROOM_TO_FILTER = 16;

  private final TrafficModel model;

  RowsBar(TrafficModel model, FilterField filter, List<? extends Node> added) {
    this.model = model;
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
    FlowPane beside = new FlowPane(count, older);
    beside.getChildren().addAll(added);
    beside.getStyleClass().add("bar-flow");
    beside.setRowValignment(VPos.CENTER);
    getChildren().add(new RoomyRow(filter, beside, ROOM_TO_FILTER));
    getStyleClass().addAll("bar", "traffic-bar");
    setMinWidth(0);
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
