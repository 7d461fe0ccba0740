package dev.hearth.desk.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PulseFeedTest {
  private final ArrayDeque<Runnable> pulses = new ArrayDeque<>();
  private final List<List<Integer>> batches = new ArrayList<>();
  private final PulseFeed<Integer> feed = new PulseFeed<>(pulses::add, batches::add);

  @Test
  void whatComesBetweenTwoPulsesIsOneBatch() {
    feed.add(1);
    feed.addAll(List.of(2, 3));
    assertThat(pulses).hasSize(1);
    pulses.poll().run();
    assertThat(batches).containsExactly(List.of(1, 2, 3));
    assertThat(pulses).as("nothing waits, so no pulse is asked for").isEmpty();
  }

  @Test
  void aBurstIsSpreadOverPulsesInOrder() {
    feed.addAll(IntStream.range(0, 5_000).boxed().toList());
    int ran = 0;
    while (!pulses.isEmpty()) {
      pulses.poll().run();
      ran++;
    }
    assertThat(ran).isEqualTo(3);
    assertThat(batches.stream().flatMap(List::stream)).hasSize(5_000).isSorted();
  }

  @Test
  void aFailingReceiverLosesItsBatchAndNothingElse() {
    List<Integer> got = new ArrayList<>();
    PulseFeed<Integer> fragile =
        new PulseFeed<>(
            pulses::add,
            batch -> {
              if (batch.contains(13)) {
                throw new IllegalStateException("no");
              }
              got.addAll(batch);
            });
    fragile.add(13);
    try {
      pulses.poll().run();
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("no");
    }
    fragile.add(14);
    pulses.poll().run();
    assertThat(got).containsExactly(14);
  }

  @Test
  void aClosedFeedDeliversNothing() {
    feed.add(1);
    feed.close();
    feed.add(2);
    pulses.forEach(Runnable::run);
    assertThat(batches).isEmpty();
    assertThat(feed.backlog()).isZero();
  }
}
