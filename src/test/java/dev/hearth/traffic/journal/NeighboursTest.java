package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Hearth that is not alone with its journal leaves alone. */
class NeighboursTest {
  @TempDir private Path dir;

  @Test
  void theSecondKnowsOfTheFirstUntilItHasGone() throws Exception {
    Path file = dir.resolve("journal.db");
    try (Neighbours first = new Neighbours(file);
        Neighbours second = new Neighbours(file)) {
      assertThat(alone(first)).isTrue();
      assertThat(alone(second)).isFalse();
      first.close();
      assertThat(alone(second)).isTrue();
    }
  }

  private static boolean alone(Neighbours neighbours) throws Exception {
    boolean[] answer = new boolean[1];
    neighbours.join(alone -> answer[0] = alone);
    return answer[0];
  }

  @Test
  void aDamagedFileIsSetAsideOnlyByOneWhoIsAloneWithIt() throws Exception {
    Path file = dir.resolve("journal.db");
    Files.writeString(file, "no database at all, but long enough to look like one".repeat(100));
    try (Neighbours other = new Neighbours(file)) {
      other.join(alone -> {});
      try (Journal journal = Journal.open(file, JournalSettings.DEFAULT, Clock.systemUTC())) {
        assertThat(journal.state().kind()).isEqualTo(JournalState.Kind.FAILED);
        assertThat(journal.state().message()).contains("damaged, and another Hearth has it open");
      }
      assertThat(file).content().startsWith("no database");
    }
    try (Journal journal = Journal.open(file, JournalSettings.DEFAULT, Clock.systemUTC())) {
      assertThat(journal.state().kind()).isEqualTo(JournalState.Kind.RECORDING);
      assertThat(journal.state().message()).contains("set aside");
    }
  }
}
