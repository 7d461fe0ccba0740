package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final long BRISK = Rounds.PACE.toMillis();

  /** Alarms that ring when the test says so. */
  private static final class Alarms implements Rounds.Alarm {
    private final Map<Long, Runnable> waiting = new LinkedHashMap<>();
    private long made;
    private long last;

    @Override
    public long in(long millis, Runnable round) {
      last = millis;
      waiting.put(made, round);
      return made++;
    }

    @Override
    public void cancel(long alarm) {
      waiting.remove(alarm);
    }

    void ring() {
      assertThat(waiting).hasSize(1);
      Runnable next = waiting.values().iterator().next();
      waiting.clear();
      next.run();
    }
  }

  private final Alarms alarms = new Alarms();
  private long rest = 0;
  private int looks;
  private final Rounds rounds =
      new Rounds(
          alarms,
          now -> {
            looks++;
            return rest;
          });

  @Test
  void nothingIsLookedAtBeforeSomethingBegins() {
    assertThat(alarms.waiting).isEmpty();
    rounds.begun();
    rounds.begun();
    assertThat(alarms.waiting).hasSize(1);
    assertThat(alarms.last).isEqualTo(BRISK);
  }

  @Test
  void whatIsUnderWayIsLookedAtAgainAndAgain() {
    rounds.begun();
    alarms.ring();
    alarms.ring();
    alarms.ring();
    assertThat(looks).isEqualTo(3);
    assertThat(alarms.last).isEqualTo(BRISK);
  }

  @Test
  void restsUntilTheNextDeadlineAndHurriesWhenSomethingBegins() {
    rest = Duration.ofMinutes(1).toNanos();
    rounds.begun();
    alarms.ring();
    assertThat(alarms.last).isEqualTo(60_001);
    rounds.begun();
    assertThat(alarms.waiting).as("the far alarm made way").hasSize(1);
    assertThat(alarms.last).isEqualTo(BRISK);
  }

  @Test
  void sleepsWhileThereIsNoDeadline() {
    rest = Rounds.NEVER;
    rounds.begun();
    alarms.ring();
    assertThat(alarms.waiting).isEmpty();
    rounds.begun();
    assertThat(alarms.waiting).hasSize(1);
  }

  @Test
  void whatBeginsDuringALookIsNotForgotten() {
    Rounds[] own = new Rounds[1];
    own[0] =
        new Rounds(
            alarms,
            now -> {
              own[0].begun();
              return Rounds.NEVER;
            });
    own[0].begun();
    alarms.ring();
    assertThat(alarms.waiting).hasSize(1);
    assertThat(alarms.last).isEqualTo(BRISK);
  }
}
