package dev.hearth.desk.controls;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A thin bar of coloured parts against a whole; a part is styled by its class. */
public final class StatBar extends Pane {
  private List<Part> parts = List.of();
  private double whole = 1;

  /**
   * A piece of the bar.
   *
   * @param amount in the same unit as the whole
   * @param styleClass colours it, for instance {@code fill-accent}
   */
  public record Part(double amount, String styleClass) {}

  public StatBar() {
    getStyleClass().add("stat-bar");
  }

  /** Shows parts of a whole; what exceeds the whole is cut off at the end. */
  public void show(double whole, List<Part> parts) {
    if (this.whole == whole && this.parts.equals(parts)) {
      return;
    }
    this.whole = whole;
    this.parts = List.copyOf(parts);
    while (getChildren().size() < parts.size()) {
      getChildren().add(new Region());
    }
    while (getChildren().size() > parts.size()) {
      getChildren().removeLast();
    }
    for (int i = 0; i < parts.size(); i++) {
      getChildren().get(i).getStyleClass().setAll("part", parts.get(i).styleClass());
    }
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - snappedLeftInset() - snappedRightInset();
    double height = getHeight() - snappedTopInset() - snappedBottomInset();
    double x = snappedLeftInset();
    double end = x + width;
    for (int i = 0; i < parts.size(); i++) {
      double wanted = whole <= 0 ? 0 : width * parts.get(i).amount() / whole;
      double next = Math.min(end, x + Math.max(0, wanted));
      getChildren().get(i).resizeRelocate(x, snappedTopInset(), next - x, height);
      x = next;
    }
  }
}
