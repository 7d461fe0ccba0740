package dev.hearth.desk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.JournalStatus;
import dev.hearth.traffic.journal.JournalSize;
import dev.hearth.traffic.journal.JournalState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeptWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static KeptWords words(JournalState.Kind kind, String message, long lost) {
    JournalSize size =
        new JournalSize(1204, 3, 5_000_000, Optional.of(NOW.minus(Duration.ofDays(6))));
    return KeptWords.of(new JournalStatus(new JournalState(kind, message), size, lost), NOW);
  }

  @Test
  void saysHowMuchIsKeptSinceWhenAndWhatWasLost() {
    KeptWords words = words(JournalState.Kind.RECORDING, "", 12);
    assertThat(words.text()).isEqualTo("Kept 1,204 since 15 Nov");
    assertThat(words.detail()).contains("3 of them pinned", "4.8 MB", "12 stream details");
    assertThat(words.warning()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = JournalState.Kind.class,
      names = {"OFF", "INCOGNITO", "FAILED"})
  void whatIsNotRecordedIsSaidAboveTheTable(JournalState.Kind kind) {
    assertThat(words(kind, "The disk is full.", 0).warning()).isPresent();
  }
}
