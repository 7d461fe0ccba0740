package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Shown;
import dev.hearth.desk.tour.Tour;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Script;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many agents at once for as long as one likes: {@code -Dhearth.steady.seconds=60} is the minute
 * that the documentation tells of, the usual build takes a few seconds.
 */
class SteadyTrafficTour extends Tour {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final int SECONDS = Integer.getInteger("hearth.steady.seconds", 4);
  private static final int EVENTS_A_SECOND = 2_000;
  private static final int STREAMS = 16;
  private static final int PIECES = 60;
  private static final int BATCHES_A_SECOND = 100;
  private static final int TIMES = 12;

  /** What the ledger may keep of bodies and events, and as much again for rows and cells. */
  private static final long MOST_GROWTH = 2 * Ledger.MOST_DETAIL_BYTES;

  private final FakeServices services = FakeServices.ready();
  private final AtomicInteger pulses = new AtomicInteger();
  private int exchanges;

  @BeforeEach
  void openTraffic() {
    open(services.all(), shell -> List.of(new TrafficPlace(shell)), 1280, 800);
  }

  @Test
  void twoThousandEventsASecondLeaveTheWindowAlive() throws InterruptedException {
    services.feed.publish(received("01-first"));
    until(() -> table().getItems().size() == 1);
    choose("01-first");
    AnimationTimer counter = fx(this::counter);
    Thread painter = fx(Thread::currentThread);
    long before = used();
    long busy = cpu(painter);
    long begun = System.nanoTime();
    int sent = publishSteadily();
    double seconds = (System.nanoTime() - begun) / 1e9;
    int painted = pulses.get();
    until(() -> table().getItems().size() == exchanges + 1);
    until(
        () ->
            table().getItems().stream().filter(r -> r.summary().phase() == Phase.DONE).count()
                == exchanges);
    long worked = cpu(painter) - busy;
    fx(
        () -> {
          counter.stop();
          return null;
        });
    long grown = used() - before;
    System.out.printf(
        "%d events of %d exchanges in %.1f s: %.0f a second, %.0f pulses a second, JavaFX thread"
            + " %.0f %% of a core, heap grew by %d MB%n",
        sent,
        exchanges,
        seconds,
        sent / seconds,
        painted / seconds,
        worked / 1e7 / seconds,
        grown >> 20);
    assertThat(painted).as("pulses while the events came").isGreaterThan(SECONDS);
    assertThat(grown).as("growth of the heap").isLessThan(MOST_GROWTH);
  }

  /** Sixteen streams side by side; a new one begins where one ends. Answers how many events. */
  private int publishSteadily() {
    List<Deque<Event>> streams = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      streams.add(exchange());
    }
    int batch = EVENTS_A_SECOND / BATCHES_A_SECOND;
    int sent = 0;
    long begun = System.nanoTime();
    for (int tick = 1; tick <= SECONDS * BATCHES_A_SECOND; tick++) {
      for (int i = 0; i < batch; i++, sent++) {
        int stream = sent % STREAMS;
        if (streams.get(stream).isEmpty()) {
          streams.set(stream, exchange());
        }
        services.feed.publish(streams.get(stream).remove());
      }
      long due = begun + tick * (1_000_000_000L / BATCHES_A_SECOND);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
    for (Deque<Event> stream : streams) {
      sent += stream.size();
      stream.forEach(services.feed::publish);
    }
    return sent;
  }

  private Deque<Event> exchange() {
    int number = exchanges++;
    Script script =
        Script.of("02%06d".formatted(number))
            .time(NOON.plusMillis(number * 30L))
            .model("qwen3-coder")
            .received(0)
            .understood(1, "{\"messages\":[{\"role\":\"user\",\"content\":\"row\"}]}", "read_file")
            .sent(2)
            .firstToken(20);
    for (int i = 0; i < PIECES; i++) {
      script.backend(20 + i, Script.chunk("piece " + i + " "));
      script.client(20 + i, Script.chunk("piece " + i + " "));
    }
    return new ArrayDeque<>(script.answered(100, 200).finished(101, 900, PIECES).events());
  }

  @Test
  void newTextIsSeenSoon() throws InterruptedException {
    Scenes.streaming("03-live", NOON).events().forEach(services.feed::publish);
    until(() -> table().getItems().size() == 1);
    choose("03-live");
    until(() -> shows(tabs(), "at the"));
    Shown figure = new Shown("a piece of text to its place on the screen");
    Script more = Script.of("03-live").time(NOON);
    for (int i = 0; i < TIMES; i++) {
      String word = "marker" + i;
      Event event = more.client(900 + i, Script.chunk(word + " ")).events().getLast();
      Event backend = more.backend(900 + i, Script.chunk(word + " ")).events().getLast();
      figure.after(
          () -> {
            services.feed.publish(backend);
            services.feed.publish(event);
          },
          () -> shows(tabs(), word));
    }
    figure.tell();
  }

  private static boolean shows(Node node, String word) {
    return node instanceof Text text && text.getText().contains(word)
        || node instanceof Parent parent
            && parent.getChildrenUnmodifiable().stream().anyMatch(child -> shows(child, word));
  }

  private static Event received(String id) {
    return Script.of(id).time(NOON).received(0).events().getFirst();
  }

  private void choose(String id) {
    fx(
        () -> {
          table().getItems().stream()
              .filter(r -> r.id().equals(id))
              .forEach(table().getSelectionModel()::select);
          return null;
        });
    settle();
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

  private static long cpu(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private TabPane tabs() {
    return (TabPane) scene().lookup("#traffic-inspector");
  }

  @SuppressWarnings("unchecked")
  private TableView<TrafficRow> table() {
    return (TableView<TrafficRow>) scene().lookup("#traffic-table");
  }
}
