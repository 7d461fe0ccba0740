package dev.hearth.runtime.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FleetThreadTest {
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void looksAgainWhenItIsDueAndRestsWhenNothingIs() {
    FleetThread thread =
        new FleetThread(
            looks::incrementAndGet,
            () -> looks.get() < 4 ? Optional.of(Duration.ofMillis(1)) : Optional.empty());
    assertThat(looks).as("nobody has decided anything").hasValue(0);
    thread.decide(() -> {}, () -> fail("it is open"));
    await().until(() -> looks.get() == 4);
    thread.decide(() -> {}, () -> fail("it is open"));
    await().until(() -> looks.get() == 5);
    thread.close();
    assertThat(looks).as("closing is the last decision").hasValue(6);
  }

  @Test
  void aDecisionIsTakenAtOnceHoweverFarTheNextLookIs() throws Exception {
    FleetThread thread =
        new FleetThread(looks::incrementAndGet, () -> Optional.of(Duration.ofHours(1)));
    CountDownLatch decided = new CountDownLatch(2);
    thread.decide(decided::countDown, () -> fail("it is open"));
    thread.decide(decided::countDown, () -> fail("it is open"));
    assertThat(decided.await(30, TimeUnit.SECONDS)).isTrue();
    thread.close();
  }

  @Test
  @Timeout(60)
  void closingCarriesOutWhatWasDecidedAndWaitsForNoLook() {
    FleetThread thread =
        new FleetThread(looks::incrementAndGet, () -> Optional.of(Duration.ofHours(1)));
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      thread.decide(done::incrementAndGet, () -> fail("it is open"));
    }
    thread.close();
    assertThat(done).hasValue(100);
    AtomicInteger refused = new AtomicInteger();
    thread.decide(done::incrementAndGet, refused::incrementAndGet);
    assertThat(refused).hasValue(1);
  }
}
