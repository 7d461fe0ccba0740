package dev.hearth.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedTest {
  private final Feed feed = new Feed();

  @Test
  void deliversInOrderOnAThreadOfItsOwnAndEverythingBeforeClosing() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    try (Subscription subscription =
        feed.subscribe(
            "reader",
            100_000,
            batch -> {
              threads.add(Thread.currentThread());
              batch.forEach(e -> seen.add(((Event.BackendEvent) e).number()));
            })) {
      for (int i = 0; i < 20_000; i++) {
        feed.publish(detail("a", i));
      }
      assertThat(subscription.lost()).isZero();
    }
    assertThat(seen).isEqualTo(IntStream.range(0, 20_000).boxed().toList());
    assertThat(threads).doesNotContain(Thread.currentThread());
    assertThat(threads.stream().distinct()).hasSize(1);
    assertThat(threads.getFirst().isAlive()).isFalse();
  }

  @Test
  void whoWantsMilestonesGetsThemAllAndNoDetails() {
    List<Event> seen = Collections.synchronizedList(new ArrayList<>());
    Event queued = new Event.Queued(at("a"), 1);
    Event over = new Event.Cancelled(at("a"), "test");
    try (Subscription milestones = feed.subscribeToMilestones("console", seen::addAll)) {
      assertThat(feed.wantsDetails()).isFalse();
      feed.publish(queued);
      for (int i = 0; i < 100; i++) {
        feed.publish(detail("a", i));
      }
      feed.publish(over);
      assertThat(milestones.lost()).isZero();
    }
    assertThat(seen).containsExactly(queued, over);
  }

  @Test
  void detailsAreWantedAsLongAsSomebodyReadsThem() {
    try (Subscription milestones = feed.subscribeToMilestones("console", batch -> {})) {
      Subscription all = feed.subscribe("journal", 10);
      assertThat(feed.wantsDetails()).isTrue();
      all.close();
      assertThat(feed.wantsDetails()).isFalse();
      assertThat(milestones.waiting()).isZero();
    }
  }

  @Test
  void aSlowReaderLosesDetailsNeverMilestonesAndIsTold() {
    Subscription slow = feed.subscribe("slow", 10);
    feed.publish(new Event.Queued(at("a"), 1));
    for (int i = 0; i < 100; i++) {
      feed.publish(detail(i % 2 == 0 ? "a" : "b", i));
    }
    feed.publish(new Event.Cancelled(at("a"), "test"));
    feed.publish(new Event.Cancelled(at("b"), "test"));

    List<Event> got = slow.drain(Integer.MAX_VALUE);

    assertThat(slow.lost()).isEqualTo(91);
    assertThat(got.subList(0, 1)).containsExactly(new Event.Queued(at("a"), 1));
    assertThat(got.subList(10, got.size()))
        .containsExactly(
            new Event.Lost(at("a"), 45),
            new Event.Cancelled(at("a"), "test"),
            new Event.Lost(at("b"), 46),
            new Event.Cancelled(at("b"), "test"));
    assertThat(slow.waiting()).isZero();
  }

  @Test
  void bodiesBeyondTheBudgetKeepTheirSizeOnly() {
    Subscription slow = feed.subscribe("slow", 10);
    byte[] big = new byte[40 * 1024 * 1024];
    Payload body = new Payload(big, "application/json", big.length);
    for (int i = 0; i < 3; i++) {
      feed.publish(new Event.BackendBody(at("a"), body));
    }
    List<Event> got = slow.drain(10);
    assertThat(got).hasSize(3);
    assertThat(((Event.BackendBody) got.get(0)).body().cut()).isFalse();
    assertThat(((Event.BackendBody) got.get(1)).body())
        .isEqualTo(new Payload(new byte[0], "application/json", big.length));
    feed.publish(new Event.BackendBody(at("a"), body));
    assertThat(((Event.BackendBody) slow.drain(1).getFirst()).body().cut()).isFalse();
  }

  @Test
  void aBlockedOrFailingReaderTouchesNobodyElse() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    List<Event> seen = Collections.synchronizedList(new ArrayList<>());
    feed.subscribe(
        "blocked",
        5,
        batch -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Subscription failing =
        feed.subscribe(
            "failing",
            1000,
            batch -> {
              throw new IllegalStateException("broken on purpose");
            });
    feed.subscribe("good", 1000, seen::addAll);
    for (int i = 0; i < 500; i++) {
      feed.publish(detail("a", i));
    }
    await().untilAsserted(() -> assertThat(seen).hasSize(500));
    await().untilAsserted(() -> assertThat(failing.waiting()).isZero());
    release.countDown();
    feed.close();
    feed.publish(detail("a", 1));
    assertThat(seen).hasSize(500);
  }

  @Test
  void manyPublishersLoseNothingWhenThereIsRoom() throws InterruptedException {
    Subscription all = feed.subscribe("all", 1_000_000);
    List<Thread> publishers = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      String id = "x" + t;
      publishers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 2000; i++) {
                      feed.publish(detail(id, i));
                    }
                  }));
    }
    for (Thread publisher : publishers) {
      publisher.join();
    }
    List<Event> got = all.drain(Integer.MAX_VALUE);
    assertThat(got).hasSize(16_000);
    assertThat(
            got.stream()
                .filter(e -> e.at().exchange().equals("x3"))
                .map(e -> ((Event.BackendEvent) e).number()))
        .isSorted()
        .hasSize(2000);
  }

  private static Event detail(String exchange, int number) {
    return new Event.BackendEvent(at(exchange), number, "", "{}");
  }

  private static Stamp at(String exchange) {
    return new Stamp(exchange, 1, 1);
  }
}
