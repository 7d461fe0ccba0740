package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

/** More traffic than ten agents make, all at once: the window goes on painting. */
class BusyTrafficTour extends Tour {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final int EVENTS = 20_000;
  private static final int FIRST_BYTES = 20;

  /** What the ledger may keep of bodies and events, and as much again for rows and cells. */
  private static final long MOST_GROWTH = 2 * Ledger.MOST_DETAIL_BYTES;

  private final FakeServices services = FakeServices.ready();
  private final AtomicInteger pulses = new AtomicInteger();

  @Test
  void aBurstOfEventsLeavesTheWindowAlive() throws InterruptedException {
    open(services.all(), shell -> List.of(new TrafficPlace(shell)), 1280, 800);
    List<Event> events = new ArrayList<>();
    int exchanges = 0;
    while (events.size() < EVENTS) {
      events.addAll(
          Scenes.retried("01%06d".formatted(exchanges), NOON.plusSeconds(exchanges++)).events());
    }
    AnimationTimer counter = fx(this::counter);
    long before = used();
    Thread.ofVirtual().start(() -> events.forEach(services.feed::publish)).join();
    int expected = exchanges;
    until(() -> table().getItems().size() == expected);
    until(() -> table().getItems().stream().allMatch(r -> r.summary().phase() == Phase.DONE));
    int painted = pulses.get();
    fx(
        () -> {
          counter.stop();
          return null;
        });
    System.out.printf("%d events, %d pulses meanwhile%n", events.size(), painted);
    assertThat(painted).as("pulses while the events came").isGreaterThan(3);
    assertThat(used() - before).as("growth of the heap").isLessThan(MOST_GROWTH);
  }

  @Test
  void aRowIsThereAtTheFirstByte() throws Exception {
    open(services.all(), shell -> List.of(new TrafficPlace(shell)), 1280, 800);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < FIRST_BYTES; i++) {
      var shown = new CountDownLatch(1);
      fx(
          () -> {
            table().getItems().addListener(new Painted(shown));
            return null;
          });
      long sent = System.nanoTime();
      services.feed.publish(Scenes.passed("02%03d".formatted(i), NOON).events().getFirst());
      assertThat(shown.await(20, TimeUnit.SECONDS)).as("row %d", i).isTrue();
      waits.add((System.nanoTime() - sent) / 1_000_000);
    }
    waits.sort(null);
    System.out.printf(
        "first byte to row: median %d ms, longest %d ms%n",
        waits.get(FIRST_BYTES / 2), waits.getLast());
    assertThat(fx(() -> table().getItems().size())).isEqualTo(FIRST_BYTES);
  }

  /** Tells once when the pulse that shows a change is over. */
  private static final class Painted implements ListChangeListener<TrafficRow> {
    private final CountDownLatch shown;

    Painted(CountDownLatch shown) {
      this.shown = shown;
    }

    @Override
    public void onChanged(Change<? extends TrafficRow> change) {
      Pulse.ofToolkit().next(shown::countDown);
    }
  }

  private AnimationTimer counter() {
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulses.incrementAndGet();
          }
        };
    timer.start();
    return timer;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @SuppressWarnings("unchecked")
  private TableView<TrafficRow> table() {
    return (TableView<TrafficRow>) scene().lookup("#traffic-table");
  }
}
