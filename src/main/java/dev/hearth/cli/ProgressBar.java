package dev.hearth.cli;

import java.io.PrintWriter;

/** A bar that redraws itself on a terminal, and a line every tenth elsewhere. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final int TENTH = 10;

  private final PrintWriter out;
  private final boolean terminal;
  private String drawn = "";
  private String said = "";
  private int lastTenth = -1;

  ProgressBar(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On a terminal if there is one. */
  static ProgressBar on(PrintWriter out) {
    return new ProgressBar(out, System.console() != null && System.console().isTerminal());
  }

  /** Without a total it only says what goes on. */
  synchronized void show(String what, long done, long total) {
    if (total <= 0) {
      say(what);
      return;
    }
    int percent = (int) Math.min(100, 100 * done / total);
    if (terminal) {
      int filled = WIDTH * percent / 100;
      draw("[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + percent + " %  " + what);
    } else if (percent / TENTH != lastTenth) {
      lastTenth = percent / TENTH;
      out.println(percent + " % " + what);
      out.flush();
    }
  }

  private void say(String what) {
    if (terminal) {
      draw(what);
    } else if (!what.equals(said)) {
      said = what;
      out.println(what);
      out.flush();
    }
  }

  private void draw(String line) {
    if (!line.equals(drawn)) {
      out.print("\r" + line + " ".repeat(Math.max(0, drawn.length() - line.length())));
      out.flush();
      drawn = line;
    }
  }

  /** Leaves the bar behind. */
  synchronized void end() {
    if (terminal && !drawn.isEmpty()) {
      out.println();
      out.flush();
      drawn = "";
    }
  }
}
