package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Script;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final Instant NOON = Script.NOON;

  private static ExchangeSummary row(String id, int minutesBefore) {
    return Script.of(id)
        .time(NOON.minusSeconds(minutesBefore * 60L))
        .received(0)
        .finished(1, 1, 1)
        .exchange()
        .summary();
  }

  private static List<String> ids(Iterable<TrafficRow> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(TrafficRow::id).toList();
  }

  @Test
  void olderPagesStandInTheOrderOfTimeBeforeWhatCameLive() {
    Rows rows = new Rows(100);
    rows.put(row("live", 0), true);
    rows.older(List.of(row("c", 30), row("b", 50)));
    rows.older(List.of(row("bc", 40), row("a", 60)));
    rows.put(row("live2", 0), true);
    rows.flush();
    assertThat(ids(rows.shown())).containsExactly("a", "b", "bc", "c", "live", "live2");
    assertThat(ids(rows.all())).isEqualTo(ids(rows.shown()));
    assertThat(rows.shown().stream().map(TrafficRow::number)).isSorted();
  }

  @Test
  void aKnownRowThatTheArchiveFindsIsShownAgain() {
    Rows rows = new Rows(100);
    rows.put(row("a", 9), true);
    rows.put(row("b", 8), true);
    rows.flush();
    rows.filter(Set.of());
    rows.older(List.of(row("a", 9)));
    assertThat(ids(rows.shown())).containsExactly("a");
    assertThat(rows.size()).isEqualTo(2);
  }

  @Test
  void olderRowsAreTheFirstToMakeRoomAndComeNotBackBeyondIt() {
    Rows rows = new Rows(3);
    rows.put(row("live", 0), true);
    rows.older(List.of(row("c", 1), row("b", 2), row("a", 3)));
    assertThat(ids(rows.shown())).containsExactly("b", "c", "live");
    rows.put(row("live2", 0), true);
    rows.flush();
    assertThat(ids(rows.shown())).containsExactly("c", "live", "live2");
    rows.clearFinished();
    rows.older(List.of(row("z", 9)));
    assertThat(ids(rows.all())).containsExactly("z");
  }
}
