package dev.hearth.desk.controls;

import dev.hearth.desk.theme.Palette;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Subscription;

/** Events over time in lanes, painted; wheel zooms, drag pans, click selects, arrows step. */
public final class EventStrip extends Pane {
  private static final double ZOOM = 1.25;

  /** Presses of a key that move by all that is in sight. */
  private static final double PAN_STEPS = 5;

  /** Pixels of the ring that shows where the keys are. */
  private static final double RING = 2;

  private static final PseudoClass FOCUS_VISIBLE = PseudoClass.getPseudoClass("focus-visible");

  /** What a strip shows. */
  public record Content(List<String> lanes, List<Block> blocks, List<Tick> ticks, long end) {
    /** Nothing. */
    public static final Content NONE = new Content(List.of(), List.of(), List.of(), 1);
  }

  /**
   * A stretch of time.
   *
   * @param lane which lane, -1 for all
   * @param from start in nanoseconds
   * @param to end
   * @param token the colour token
   * @param label shown when there is room
   */
  public record Block(int lane, long from, long to, String token, String label) {}

  /**
   * One event.
   *
   * @param lane which lane
   * @param nanos when
   * @param index handed to the listener when it is chosen
   * @param token the colour token
   */
  public record Tick(int lane, long nanos, int index, String token) {}

  private final Canvas canvas = new Canvas();
  private final TimeScale scale = new TimeScale();
  private final ObservableValue<Palette> palette;
  private final IntConsumer onSelect;
  private final Subscription repaint;
  private Content content = Content.NONE;
  private int selected = -1;
  private double dragX;
  private boolean dragged;

  public EventStrip(ObservableValue<Palette> palette, IntConsumer onSelect) {
    this.palette = palette;
    this.onSelect = onSelect;
    getStyleClass().add("event-strip");
    setFocusTraversable(true);
    setAccessibleText(
        "Events over time. Plus and minus zoom, 0 shows everything, arrows step through the"
            + " events, with Shift they move along.");
    getChildren().add(canvas);
    repaint = palette.subscribe(p -> paint());
    getPseudoClassStates().addListener((SetChangeListener<PseudoClass>) change -> paint());
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(this::release);
    setOnScroll(this::scroll);
    setOnKeyPressed(this::key);
  }

  /** Shows other content; the zoom is kept, and grows along while everything is shown. */
  public void show(Content next) {
    content = next;
    scale.setEnd(next.end());
    paint();
  }

  /** Shows everything again. */
  public void fit() {
    scale.fit();
    paint();
  }

  /** Zooms around the middle. */
  public void zoom(boolean in) {
    scale.zoom(in ? ZOOM : 1 / ZOOM, (scale.from() + scale.to()) / 2);
    paint();
  }

  /** Marks an event and brings it into view, without telling the listener. */
  public void select(int index) {
    if (index == selected) {
      return;
    }
    selected = index;
    content.ticks().stream()
        .filter(t -> t.index() == index)
        .findFirst()
        .ifPresent(t -> scale.reveal(t.nanos()));
    paint();
  }

  /** Stops following the theme. */
  public void dispose() {
    repaint.unsubscribe();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    paint();
  }

  private Font font() {
    return Font.font("Inter", Math.max(10, getHeight() / 9));
  }

  private double labelWidth() {
    return font().getSize() * 6.2;
  }

  private double plotWidth() {
    return Math.max(1, getWidth() - labelWidth() - 8);
  }

  private double axisHeight() {
    return font().getSize() * 1.7;
  }

  private double laneHeight() {
    int lanes = Math.max(1, content.lanes().size());
    return (getHeight() - axisHeight()) / lanes;
  }

  private void paint() {
    if (getWidth() <= 0 || getHeight() <= 0) {
      return;
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(color("color-bg-default"));
    g.fillRect(0, 0, getWidth(), getHeight());
    g.setFont(font());
    paintAxis(g);
    g.save();
    g.beginPath();
    g.rect(labelWidth(), 0, plotWidth() + 8, getHeight());
    g.clip();
    content.blocks().forEach(b -> paintBlock(g, b));
    paintTicks(g);
    g.restore();
    paintLanes(g);
    if (getPseudoClassStates().contains(FOCUS_VISIBLE)) {
      g.setStroke(color("color-accent-fg"));
      g.setLineWidth(RING);
      g.strokeRect(RING / 2, RING / 2, getWidth() - RING, getHeight() - RING);
      g.setLineWidth(1);
    }
  }

  private Color color(String token) {
    return palette.getValue().get(token);
  }

  private void paintAxis(GraphicsContext g) {
    double top = getHeight() - axisHeight();
    double step = scale.step(plotWidth(), font().getSize() * 7);
    g.setTextAlign(TextAlignment.LEFT);
    for (double t = Math.ceil(scale.from() / step) * step; t <= scale.to(); t += step) {
      double x = Math.round(labelWidth() + scale.x(t, plotWidth())) + 0.5;
      g.setStroke(color("color-border-muted"));
      g.strokeLine(x, 0, x, top + 4);
      g.setFill(color("color-fg-muted"));
      g.fillText(t == 0 ? "0" : Amounts.nanos((long) t), x + 3, getHeight() - 4);
    }
  }

  private void paintLanes(GraphicsContext g) {
    g.setTextAlign(TextAlignment.LEFT);
    for (int i = 0; i < content.lanes().size(); i++) {
      double middle = laneHeight() * (i + 0.5);
      g.setFill(color("color-fg-muted"));
      g.fillText(content.lanes().get(i), 8, middle + font().getSize() * 0.35);
      g.setStroke(color("color-border-muted"));
      double bottom = Math.round(laneHeight() * (i + 1)) + 0.5;
      g.strokeLine(0, bottom, getWidth(), bottom);
    }
  }

  private void paintBlock(GraphicsContext g, Block block) {
    double x = labelWidth() + scale.x(block.from(), plotWidth());
    double end = labelWidth() + scale.x(block.to(), plotWidth());
    double width = Math.max(1.5, end - x);
    double top = block.lane() < 0 ? 0 : laneHeight() * block.lane();
    double height =
        block.lane() < 0 ? laneHeight() * Math.max(1, content.lanes().size()) : laneHeight();
    Color fill = color(block.token());
    g.setFill(fill.deriveColor(0, 1, 1, 0.22));
    g.fillRect(x, top + 1, width, height - 1);
    g.setFill(fill);
    g.fillRect(x, top + 1, width, 3);
    double room = block.label().length() * font().getSize() * 0.6;
    if (width > room) {
      g.setFill(color("color-fg-default"));
      g.fillText(block.label(), Math.max(x, labelWidth()) + 4, top + 4 + font().getSize());
    }
  }

  /** Ticks that fall on one pixel are painted once. */
  private void paintTicks(GraphicsContext g) {
    double[] last = new double[Math.max(1, content.lanes().size())];
    java.util.Arrays.fill(last, -10);
    for (Tick tick : content.ticks()) {
      boolean chosen = tick.index() == selected;
      double x = Math.round(labelWidth() + scale.x(tick.nanos(), plotWidth()));
      if (!chosen && (x == last[tick.lane()] || x < labelWidth() || x > getWidth())) {
        continue;
      }
      last[tick.lane()] = x;
      double top = laneHeight() * tick.lane();
      g.setFill(color(chosen ? "color-accent-fg" : tick.token()));
      double inset = chosen ? 0.12 : 0.42;
      g.fillRect(
          x - (chosen ? 1 : 0),
          top + laneHeight() * inset,
          chosen ? 3 : 1.4,
          laneHeight() * (0.94 - inset));
    }
  }

  private void press(MouseEvent e) {
    requestFocus();
    // A tab pane around would take the focus next.
    e.consume();
    dragX = e.getX();
    dragged = false;
  }

  private void drag(MouseEvent e) {
    double by = e.getX() - dragX;
    if (Math.abs(by) > 3 || dragged) {
      dragged = true;
      scale.pan(-by / plotWidth() * (scale.to() - scale.from()));
      dragX = e.getX();
      paint();
    }
  }

  private void release(MouseEvent e) {
    if (dragged || content.ticks().isEmpty() || e.getY() > getHeight() - axisHeight()) {
      return;
    }
    int lane = Math.min(content.lanes().size() - 1, (int) (e.getY() / laneHeight()));
    double time = scale.time(e.getX() - labelWidth(), plotWidth());
    Tick nearest = null;
    for (Tick tick : content.ticks()) {
      if (tick.lane() == lane
          && (nearest == null
              || Math.abs(tick.nanos() - time) < Math.abs(nearest.nanos() - time))) {
        nearest = tick;
      }
    }
    choose(nearest);
  }

  private void scroll(ScrollEvent e) {
    double around = scale.time(e.getX() - labelWidth(), plotWidth());
    if (e.isShiftDown() || Math.abs(e.getDeltaX()) > Math.abs(e.getDeltaY())) {
      double by = e.getDeltaX() == 0 ? e.getDeltaY() : e.getDeltaX();
      scale.pan(-by / plotWidth() * (scale.to() - scale.from()));
    } else {
      scale.zoom(e.getDeltaY() > 0 ? ZOOM : 1 / ZOOM, around);
    }
    paint();
    e.consume();
  }

  private void key(KeyEvent e) {
    switch (e.getCode()) {
      case PLUS, EQUALS, ADD -> zoom(true);
      case MINUS, SUBTRACT -> zoom(false);
      case DIGIT0, HOME -> fit();
      case LEFT -> along(e, -1);
      case RIGHT -> along(e, 1);
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void along(KeyEvent e, int by) {
    if (e.isShiftDown()) {
      scale.pan(by * (scale.to() - scale.from()) / PAN_STEPS);
      paint();
    } else {
      step(by);
    }
  }

  private void step(int by) {
    List<Tick> ticks = content.ticks();
    if (ticks.isEmpty()) {
      return;
    }
    int at = 0;
    for (int i = 0; i < ticks.size(); i++) {
      if (ticks.get(i).index() == selected) {
        at = i + by;
      }
    }
    choose(ticks.get(Math.clamp(at, 0, ticks.size() - 1)));
  }

  private void choose(Tick tick) {
    if (tick != null) {
      select(tick.index());
      onSelect.accept(tick.index());
    }
  }
}
