package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.models.fit.MemoryNeed;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a model takes of one memory against what is free of it; a mark shows where free ends. */
final class FitBar extends VBox {
  private final Label title = new Label();
  private final Label figures = new Label();
  private final StatBar bar = new StatBar();
  private final Region mark = new Region();
  private double share = 1;

  private final Pane track =
      new Pane(bar, mark) {
        @Override
        protected void layoutChildren() {
          double markWidth = snapSizeX(mark.prefWidth(-1));
          bar.resizeRelocate(0, snapPositionY(2), getWidth(), getHeight() - snapSizeY(4));
          mark.resizeRelocate(
              snapPositionX(Math.min(getWidth() - markWidth, getWidth() * share)),
              0,
              markWidth,
              getHeight());
        }
      };

  FitBar(String what) {
    getStyleClass().add("fit-bar");
    title.setText(what);
    title.getStyleClass().add("strong");
    figures.getStyleClass().add("caption");
    mark.getStyleClass().add("fit-mark");
    track.getStyleClass().add("fit-track");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(title, gap, figures);
    head.setAlignment(Pos.BASELINE_LEFT);
    getChildren().addAll(head, track);
  }

  void show(MemoryNeed need, long free) {
    long total = need.total();
    double whole = Math.max(1, Math.max(total, free));
    share = free / whole;
    bar.show(
        whole,
        List.of(
            new StatBar.Part(need.weights(), "fill-weights"),
            new StatBar.Part(need.kvCache(), "fill-kv"),
            new StatBar.Part(need.compute(), "fill-compute"),
            new StatBar.Part(need.projector() + need.draft(), "fill-extra")));
    figures.setText(Amounts.bytes(total) + " of " + Amounts.bytes(free) + " free");
    boolean over = total > free;
    figures.getStyleClass().setAll("label", over ? "bad" : "caption");
    mark.getStyleClass().setAll("fit-mark", over ? "over" : "within");
    setAccessibleText(title.getText() + ": " + figures.getText());
    track.requestLayout();
  }
}
