package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.TrafficArchive;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TrafficModelsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static ExchangeSummary row(String id) {
    return Script.fold(Scenes.passed(id, NOON).events()).summary();
  }

  private static ExchangeSummary liveRow(String id) {
    return Script.fold(Scenes.streaming(id, NOON).events()).summary();
  }

  @Test
  void aHundredThousandRowsArriveFilterAndUpdateWithoutMovingTheRest() {
    Rows rows = new Rows(100_000);
    List<String> changes = new ArrayList<>();
    rows.shown()
        .addListener(
            (ListChangeListener<TrafficRow>)
                c -> {
                  while (c.next()) {
                    changes.add("+" + c.getAddedSize() + " -" + c.getRemovedSize());
                  }
                });
    ExchangeSummary template = row("x");
    for (int i = 0; i < 100_000; i++) {
      rows.put(withId(template, "id" + i), true);
    }
    rows.flush();
    assertThat(changes).containsExactly("+100000 -0");
    changes.clear();
    rows.put(withId(template, "id500"), true);
    rows.flush();
    assertThat(changes).as("an update is no change of the list").isEmpty();
    rows.put(withId(template, "id500"), false);
    assertThat(changes).containsExactly("+0 -1");
    rows.put(withId(template, "id500"), true);
    assertThat(rows.shown().get(500).id()).isEqualTo("id500");
    Set<String> some = new HashSet<>(Set.of("id3", "id99999", "id70"));
    rows.filter(some);
    assertThat(rows.shown()).extracting(TrafficRow::id).containsExactly("id3", "id70", "id99999");
    rows.put(withId(template, "new"), false);
    rows.flush();
    assertThat(rows.size()).isEqualTo(100_000);
    assertThat(rows.find("id0")).as("the oldest made room").isNull();
  }

  @Test
  void clearingLeavesWhatIsInFlight() {
    Rows rows = new Rows(10);
    rows.put(row("done"), true);
    rows.put(liveRow("live"), true);
    rows.clearFinished();
    assertThat(rows.shown()).extracting(TrafficRow::id).containsExactly("live");
  }

  @Test
  void conversationsAreGroupedByClientTheLatestFirst() {
    Sessions sessions = new Sessions();
    sessions.put(inConversation(row("a"), "one", NOON), true, "mend the parser\nplease");
    sessions.put(inConversation(row("b"), "two", NOON.plusSeconds(5)), true, "write a test");
    sessions.put(inConversation(row("c"), "one", NOON.plusSeconds(9)), true, "go on");
    Sessions.Group group = sessions.groups().getFirst();
    assertThat(group.client()).isEqualTo("Claude Code");
    assertThat(group.requests()).isEqualTo(3);
    assertThat(group.sessions())
        .extracting(s -> s.title() + " " + s.requests())
        .containsExactly("mend the parser 2", "write a test 1");
    assertThat(sessions.put(inConversation(row("c"), "one", NOON.plusSeconds(9)), false, "go on"))
        .as("nothing to redraw")
        .isFalse();
  }

  @Test
  void theModelShowsRowsFiltersThemAndFollowsOneInDetail() {
    ArrayDeque<Runnable> pulses = new ArrayDeque<>();
    try (Feed feed = new Feed();
        TrafficModel model =
            new TrafficModel(feed, TrafficArchive.NONE, Clock.systemUTC(), r -> add(pulses, r))) {
      Scenes.passed("p", NOON).events().forEach(feed::publish);
      Scenes.retried("r", NOON).events().forEach(feed::publish);
      Scenes.streaming("s", NOON).events().forEach(feed::publish);
      drainUntil(pulses, () -> model.shown().size() == 3 && model.liveProperty().get() == 1);
      model.filterProperty().set(Filter.parse("attempts:>1"));
      drainUntil(pulses, () -> model.shown().size() == 1);
      assertThat(model.shown().getFirst().id()).isEqualTo("r");
      Scenes.retried("r2", NOON).events().forEach(feed::publish);
      Scenes.passed("p2", NOON).events().forEach(feed::publish);
      drainUntil(pulses, () -> model.shown().size() == 2 && model.totalProperty().get() == 5);
      var watched = model.watch("r");
      drainUntil(pulses, () -> watched.getValue() != null);
      Exchange exchange = watched.getValue();
      assertThat(exchange.attempts()).hasSize(2);
      model.unwatch("r");
      model.scopeProperty().set(new Scope.Client("nobody"));
      drainUntil(pulses, () -> model.shown().isEmpty());
    }
  }

  @Test
  void aCurlCommandSurvivesTheShellAndNamesWhatIsMasked() {
    Exchange exchange = Script.fold(Scenes.passed("p", NOON).events());
    String command = CurlCommand.of(exchange, "http://127.0.0.1:8081/v1");
    assertThat(command)
        .startsWith("# Add your own authorization header.\n")
        .contains("curl -N 'http://127.0.0.1:8081/v1/chat/completions'")
        .contains("-H 'content-type: application/json'")
        .doesNotContain("••••")
        .doesNotContain("user-agent");
  }

  private static void add(ArrayDeque<Runnable> pulses, Runnable task) {
    synchronized (pulses) {
      pulses.add(task);
    }
  }

  private static void drainUntil(
      ArrayDeque<Runnable> pulses, java.util.function.BooleanSupplier done) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInSameThread()
        .until(
            () -> {
              Runnable next;
              synchronized (pulses) {
                next = pulses.poll();
              }
              if (next != null) {
                next.run();
              }
              return done.getAsBoolean();
            });
  }

  private static ExchangeSummary withId(ExchangeSummary s, String id) {
    return copy(s, id, s.conversation(), s.time());
  }

  private static ExchangeSummary inConversation(ExchangeSummary s, String id, Instant time) {
    return copy(s, s.id(), id, time);
  }

  private static ExchangeSummary copy(
      ExchangeSummary s, String id, String conversation, Instant time) {
    return new ExchangeSummary(
        id,
        time,
        conversation,
        s.caller(),
        s.protocol(),
        s.method(),
        s.path(),
        s.asked(),
        s.phase(),
        s.status(),
        s.modelAnswered(),
        s.finish(),
        s.usage(),
        s.contextSize(),
        s.attempts(),
        s.verdicts(),
        s.rules(),
        s.toolsCalled(),
        s.ttftNanos(),
        s.tokensPerSecond(),
        s.timings(),
        s.failure(),
        s.origin(),
        s.replayOf(),
        s.pinned(),
        s.eventsLost());
  }
}
