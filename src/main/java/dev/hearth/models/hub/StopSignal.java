package dev.hearth.models.hub;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells everybody at work on a download to end, also those who wait between tries. */
final class StopSignal {
  private final CountDownLatch latch = new CountDownLatch(1);
  private final CallGroup calls = new CallGroup();

  CallGroup calls() {
    return calls;
  }

  void stop() {
    latch.countDown();
    calls.cancel();
  }

  boolean stopped() {
    return latch.getCount() == 0;
  }

  /** Waits so long; ends at once when told to stop. */
  void sleep(Duration time) {
    try {
      latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}
