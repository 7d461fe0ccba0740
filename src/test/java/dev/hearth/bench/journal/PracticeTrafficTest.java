package dev.hearth.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small journal of the kind the figures are taken from. */
class PracticeTrafficTest {
  private static final int EXCHANGES = 500;

  @TempDir Path dir;

  @Test
  void agentsFillAJournalWithAllKindsOfExchanges() throws Exception {
    Path file = dir.resolve(Journal.FILE_NAME);
    PracticeTraffic.Filled filled = PracticeTraffic.fill(file, EXCHANGES);
    assertThat(filled.exchanges()).isEqualTo(EXCHANGES);
    try (Journal journal = Journal.visit(file, Clock.systemUTC())) {
      assertThat(journal.count(Filter.ALL)).isEqualTo(EXCHANGES);
      assertThat(journal.count(Filter.parse("status:live"))).isZero();
      for (String some :
          new String[] {
            "status:retried",
            "verdict:rescued",
            "status:failed",
            "tool:read_file",
            "client:claude-code",
            "protocol:anthropic",
            Prose.word(0),
            "text:" + Prose.han(1, 1)
          }) {
        assertThat(journal.count(Filter.parse(some))).as(some).isPositive();
      }
      assertThat(journal.conversations(100)).hasSizeGreaterThan(20);
    }
    new JournalFigures(System.out::println).measure(file);
  }
}
