package dev.hearth.desk.controls;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Monospaced text that wraps, with stretches marked behind it; for texts among other things. */
public final class MarkedFlow extends Pane {
  private final Pane behind = new Pane();
  private final Text text = new Text();
  private final TextFlow flow = new TextFlow(text);
  private List<Highlight.Span> marks = List.of();

  public MarkedFlow() {
    getStyleClass().add("marked-flow");
    text.getStyleClass().add("diff-text");
    behind.setMouseTransparent(true);
    // Marks are laid out by themselves: painting them must not ask for another layout.
    behind.setManaged(false);
    getChildren().addAll(behind, flow);
    flow.layoutBoundsProperty().subscribe(this::paint);
  }

  /** Shows a text; a span's style class colours what is behind it. */
  public void show(String shown, List<Highlight.Span> spans) {
    text.setText(shown);
    marks = List.copyOf(spans);
    paint();
    requestLayout();
  }

  private void paint() {
    behind.getChildren().clear();
    for (Highlight.Span mark : marks) {
      Path path = new Path(flow.getRangeShape(mark.from(), mark.to(), false));
      path.getStyleClass().setAll("flow-mark", mark.styleClass());
      path.setStroke(null);
      path.setManaged(false);
      behind.getChildren().add(path);
    }
  }

  @Override
  public javafx.geometry.Orientation getContentBias() {
    return javafx.geometry.Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
    return flow.prefHeight(inner) + snappedTopInset() + snappedBottomInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 200;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - snappedLeftInset() - snappedRightInset();
    double height = getHeight() - snappedTopInset() - snappedBottomInset();
    behind.relocate(snappedLeftInset(), snappedTopInset());
    flow.resizeRelocate(snappedLeftInset(), snappedTopInset(), width, height);
  }
}
