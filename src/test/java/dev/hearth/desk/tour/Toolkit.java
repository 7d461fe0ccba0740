package dev.hearth.desk.tour;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Starts JavaFX once for all tests of this run; it then stays for the next one. */
public final class Toolkit {
  private Toolkit() {}

  /** Returns when the JavaFX thread answers. */
  public static void start() throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    try {
      Platform.startup(ready::countDown);
      Platform.setImplicitExit(false);
    } catch (IllegalStateException alreadyStarted) {
      Platform.runLater(ready::countDown);
    }
    if (!ready.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("JavaFX does not start");
    }
  }
}
