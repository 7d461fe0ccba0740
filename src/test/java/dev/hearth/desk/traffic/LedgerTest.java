package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.TrafficArchive;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Origin;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger reads of an archive that holds more than it reads by itself. */
class LedgerTest {
  private static final int KEPT = 3_700;
  private static final int RARE = 10;

  private final List<Exchange> kept = new ArrayList<>();
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final Feed feed = new Feed();
  private Ledger ledger;

  private final class Shelf implements TrafficArchive {
    @Override
    public List<Exchange> recent(int most) {
      return kept.subList(0, most).reversed();
    }

    @Override
    public List<ExchangeSummary> search(Filter filter, int most, int offset) {
      return kept.stream()
          .filter(e -> filter.matches(e, Clock.systemUTC()))
          .skip(offset)
          .limit(most)
          .map(Exchange::summary)
          .toList();
    }

    @Override
    public long count(Filter filter) {
      return kept.stream().filter(e -> filter.matches(e, Clock.systemUTC())).count();
    }

    @Override
    public Optional<Exchange> load(String id) {
      return kept.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    @Override
    public void pin(String id, boolean keep) {}
  }

  @BeforeEach
  void open() {
    for (int i = 0; i < KEPT; i++) {
      Script script =
          Script.of("k%05d".formatted(i))
              .time(Script.NOON.minusSeconds(i))
              .model(i % RARE == 0 ? "rare" : "usual");
      Exchange exchange = script.received(0).finished(1, 1, 1).exchange();
      if (i == 7 || i == 2) {
        exchange =
            exchange
                .with(exchange.summary().inConversation("talk"))
                .saying(i == 7 ? "Mend the parser" : "And now?");
      }
      kept.add(i == 3 ? exchange.with(exchange.summary().from(Origin.REPLAY, "k00009")) : exchange);
    }
    ledger = new Ledger(feed, new Shelf(), Clock.systemUTC(), changes::addAll);
  }

  @AfterEach
  void close() {
    ledger.close();
    feed.close();
  }

  private Optional<KeptMatches> lastKept(int generation) {
    return changes.stream()
        .filter(Change.Older.class::isInstance)
        .map(Change.Older.class::cast)
        .filter(o -> o.generation() == generation)
        .reduce((a, b) -> b)
        .map(Change.Older::kept);
  }

  private void awaitKept(int generation, KeptMatches wanted) {
    Awaitility.await().until(() -> lastKept(generation).filter(wanted::equals).isPresent());
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Row row -> ids.add(row.summary().id());
        case Change.Older older -> older.page().forEach(s -> ids.add(s.id()));
        default -> {}
      }
    }
    return ids;
  }

  @Test
  void whatAFilterFoundLeavesNoGapsBehind() {
    awaitKept(0, new KeptMatches(KEPT, true));
    assertThat(ids()).hasSize(2000);
    ledger.filter(Filter.parse("model:rare"), new Scope.All(), 1);
    awaitKept(1, new KeptMatches(KEPT / RARE, false));
    assertThat(ids()).hasSize(2000 + (KEPT - 2000) / RARE);
    ledger.filter(Filter.ALL, new Scope.All(), 2);
    awaitKept(2, new KeptMatches(KEPT, true));
    while (lastKept(2).orElseThrow().more()) {
      int before = changes.size();
      ledger.older();
      Awaitility.await().until(() -> changes.size() >= before + 2);
    }
    assertThat(ids()).hasSize(KEPT);
  }

  @Test
  void aPageIsToldBeforeItIsKnownHowManyThereAre() {
    awaitKept(0, new KeptMatches(KEPT, true));
    ledger.filter(Filter.parse("model:usual"), new Scope.All(), 1);
    awaitKept(1, new KeptMatches(KEPT - KEPT / RARE, true));
    List<Change.Older> told =
        changes.stream()
            .filter(Change.Older.class::isInstance)
            .map(Change.Older.class::cast)
            .filter(o -> o.generation() == 1)
            .toList();
    assertThat(told.getFirst().page()).hasSize(Ledger.PAGE);
    assertThat(told.getLast().page()).isEmpty();
  }

  @Test
  void aWatchedRequestTellsItsKeptReplays() {
    ledger.watch("k00009");
    Awaitility.await()
        .until(
            () ->
                changes.stream()
                    .anyMatch(
                        c ->
                            c instanceof Change.Replays(List<ExchangeSummary> found)
                                && found.getFirst().id().equals("k00003")));
  }

  @Test
  void keptConversationsAreNamedByTheirFirstWords() {
    Awaitility.await().until(() -> changes.stream().anyMatch(Change.Named.class::isInstance));
    awaitKept(0, new KeptMatches(KEPT, true));
    assertThat(changes)
        .filteredOn(Change.Named.class::isInstance)
        .containsExactly(new Change.Named("talk", "Mend the parser"));
  }
}
