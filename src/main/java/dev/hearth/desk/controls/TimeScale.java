package dev.hearth.desk.controls;

/** Which stretch of time a strip shows, and how it maps to pixels. */
public final class TimeScale {
  /** Closer than this there is nothing to see between two events. */
  private static final long NARROWEST = 2_000_000;

  private static final double MARGIN = 0.03;

  private long end = 1;
  private double from;
  private double to = 1;
  private boolean whole = true;

  /** Sets where time ends; while everything is shown, it stays so. */
  public void setEnd(long nanos) {
    end = Math.max(1, nanos);
    if (whole) {
      fit();
    }
  }

  /** Shows everything. */
  public void fit() {
    whole = true;
    from = 0;
    to = end * (1 + MARGIN);
  }

  /** Zooms by a factor around a moment. */
  public void zoom(double factor, double around) {
    double span = Math.clamp((to - from) / factor, NARROWEST, end * (1 + MARGIN));
    double share = (around - from) / (to - from);
    move(around - share * span, span);
  }

  /** Moves the window by so much time. */
  public void pan(double nanos) {
    move(from + nanos, to - from);
  }

  /** Brings a moment into the window. */
  public void reveal(long nanos) {
    if (nanos < from || nanos > to) {
      move(nanos - (to - from) / 2, to - from);
    }
  }

  private void move(double start, double span) {
    from = Math.clamp(start, 0, Math.max(0, end * (1 + MARGIN) - span));
    to = from + span;
    whole = from <= 0 && to >= end;
  }

  /** Where a moment is. */
  public double x(double nanos, double width) {
    return (nanos - from) / (to - from) * width;
  }

  /** Which moment is there. */
  public double time(double x, double width) {
    return from + x / width * (to - from);
  }

  /** A round distance between labels that leaves them room. */
  public double step(double width, double room) {
    double wanted = (to - from) * room / Math.max(1, width);
    double step = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double times : new double[] {1, 2, 5, 10}) {
      if (step * times >= wanted) {
        return step * times;
      }
    }
    return step * 10;
  }

  public double from() {
    return from;
  }

  public double to() {
    return to;
  }
}
