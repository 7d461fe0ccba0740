package dev.hearth.desk.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.controls.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * Measures from something that happens to the end of the pulse that shows it. That it shows at all
 * is asserted; how soon is printed, since it depends on the machine.
 */
public final class Shown {
  private static final int PATIENCE_SECONDS = 60;

  private final String what;
  private final List<Long> millis = new ArrayList<>();

  /**
   * @param what the name of the figure
   */
  public Shown(String what) {
    this.what = what;
  }

  /** Does something and waits until it can be seen; the condition is asked at every pulse. */
  public void after(Runnable deed, BooleanSupplier seen) throws InterruptedException {
    var shown = new CountDownLatch(1);
    Platform.runLater(
        () ->
            new AnimationTimer() {
              @Override
              public void handle(long now) {
                if (seen.getAsBoolean()) {
                  stop();
                  Pulse.ofToolkit().next(shown::countDown);
                }
              }
            }.start());
    long begun = System.nanoTime();
    deed.run();
    assertThat(shown.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(what).isTrue();
    millis.add((System.nanoTime() - begun) / 1_000_000);
  }

  /** Prints the median and the longest of what was measured. */
  public void tell() {
    List<Long> sorted = millis.stream().sorted().toList();
    System.out.printf(
        "%s: median %d ms, longest %d ms of %d%n",
        what, sorted.get(sorted.size() / 2), sorted.getLast(), sorted.size());
  }
}
