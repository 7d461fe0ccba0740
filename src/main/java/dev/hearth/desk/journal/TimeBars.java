package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.theme.Palette;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Subscription;

/** Stacked bars over time, painted in the theme's colours. */
final class TimeBars extends Pane {
  // In letters, so that they grow with the window's.
  private static final double LEFT = 3.4;
  private static final double BOTTOM = 1.55;
  private static final double TOP = 0.6;
  private static final double RIGHT = 0.6;
  private static final double ROOM_FOR_TWO_TIMES = 8.5;
  private static final double NUMBERS = 0.85;

  private final Canvas canvas = new Canvas();
  private final Label measure = new Label();
  private final ObservableValue<Palette> palette;
  private final Subscription repaint;
  private final Content content;

  /**
   * What is painted.
   *
   * @param bars oldest first
   * @param bucket how long a bar lasts
   * @param tokens a colour for each part of a bar, from the bottom up
   * @param unit what the numbers are
   */
  record Content(List<Bar> bars, Duration bucket, List<String> tokens, String unit) {}

  /** The parts of one bar. */
  record Bar(Instant from, List<Double> parts) {
    double total() {
      return parts.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  TimeBars(ObservableValue<Palette> palette, Content content, String spoken) {
    this.palette = palette;
    this.content = content;
    getStyleClass().add("time-bars");
    setAccessibleText(spoken);
    measure.setManaged(false);
    measure.setVisible(false);
    getChildren().addAll(canvas, measure);
    measure.fontProperty().subscribe(this::requestLayout);
    repaint = palette.subscribe(p -> paint());
  }

  /** Stops following the theme. */
  void dispose() {
    repaint.unsubscribe();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    paint();
  }

  private double em(double letters) {
    return Math.round(letters * measure.getFont().getSize());
  }

  private void paint() {
    if (getWidth() <= em(LEFT) || getHeight() <= em(BOTTOM) || content.bars().isEmpty()) {
      return;
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    g.setFont(Font.font("Inter", em(NUMBERS)));
    double most = nice(content.bars().stream().mapToDouble(Bar::total).max().orElse(1));
    grid(g, most);
    Instant first = content.bars().getFirst().from();
    long slots = slot(first, content.bars().getLast().from()) + 1;
    double width = (getWidth() - em(LEFT) - em(RIGHT)) / Math.max(slots, 12);
    for (Bar bar : content.bars()) {
      paint(g, bar, em(LEFT) + slot(first, bar.from()) * width, width, most);
    }
    times(g, first, slots, width);
  }

  private long slot(Instant first, Instant time) {
    return Duration.between(first, time).dividedBy(content.bucket());
  }

  private double height() {
    return getHeight() - em(BOTTOM) - em(TOP);
  }

  private void grid(GraphicsContext g, double most) {
    g.setTextAlign(TextAlignment.RIGHT);
    g.setTextBaseline(VPos.CENTER);
    for (int i = 0; i <= 2; i++) {
      double y = Math.round(em(TOP) + height() * (1 - i / 2.0)) + 0.5;
      g.setStroke(palette.getValue().get("color-border-muted"));
      g.strokeLine(em(LEFT), y, getWidth() - em(RIGHT), y);
      g.setFill(palette.getValue().get("color-fg-muted"));
      g.fillText(number(most * i / 2), em(LEFT) - em(RIGHT) / 2, y);
    }
  }

  private String number(double value) {
    if (content.unit().equals("ms")) {
      return value == 0 ? "0" : Amounts.nanos((long) (value * 1e6)).replace(".00", "");
    }
    return value == Math.rint(value) ? Amounts.count((long) value) : Amounts.speed(value);
  }

  private void paint(GraphicsContext g, Bar bar, double x, double width, double most) {
    double gap = width > 5 ? Math.min(3, width * 0.2) : 0;
    double y = em(TOP) + height();
    for (int i = 0; i < bar.parts().size(); i++) {
      double part = bar.parts().get(i) / most * height();
      if (part > 0) {
        // What happened at all can be seen.
        double tall = Math.max(part, 1.5);
        y -= tall;
        g.setFill(palette.getValue().get(content.tokens().get(i)));
        g.fillRect(x + gap / 2, y, Math.max(1, width - gap), tall);
      }
    }
  }

  private void times(GraphicsContext g, Instant first, long slots, double width) {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(content.bucket().toHours() >= 4 ? "d MMM" : "HH:mm")
            .withZone(ZoneId.systemDefault());
    g.setFill(palette.getValue().get("color-fg-muted"));
    g.setTextBaseline(VPos.BOTTOM);
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(format.format(first), em(LEFT), getHeight() - 2);
    double end = em(LEFT) + slots * width;
    if (end > em(LEFT) + em(ROOM_FOR_TWO_TIMES)) {
      g.setTextAlign(TextAlignment.RIGHT);
      Instant last = first.plus(content.bucket().multipliedBy(slots));
      g.fillText(format.format(last), end, getHeight() - 2);
    }
  }

  /** The next round number, so that the lines stand at values one can read. */
  static double nice(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 4, 6, 8, 10}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
