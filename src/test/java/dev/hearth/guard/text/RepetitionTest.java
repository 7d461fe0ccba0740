package dev.hearth.guard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telling endless repetition from text that is merely monotonous. */
class RepetitionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\n",
        "hm, ",
        "Let me check the file again.\n",
        "First.\nSecond.\n\nThird and last.\n\n",
        "ありがとう",
        "| a | b |\n|---|---|\n"
      })
  void theSameOverAndOverIsNoticed(String said) {
    Repetition repetition = new Repetition(Repetition.PROSE);
    String text = "Well, here is how it goes: " + said.repeat(20_000 / said.length());
    int end = repetition.read(text);
    assertThat(end).isBetween(Repetition.PROSE, 3 * Repetition.PROSE);
    assertThat(repetition.repeated()).isGreaterThanOrEqualTo(Repetition.PROSE);
  }

  @Test
  void whereTheTextIsCutMakesNoDifference() {
    String text = "Intro. " + "the same line\n".repeat(1_000);
    int whole = new Repetition(Repetition.PROSE).read(text);
    Repetition cut = new Repetition(Repetition.PROSE);
    int at = 0;
    int end = -1;
    while (end < 0) {
      end = cut.read(text.substring(at, at + 7));
      at += end < 0 ? 7 : end;
    }
    assertThat(at).isEqualTo(whole);
  }

  @Test
  void tablesRulesAndListsAreNot() {
    StringBuilder text = new StringBuilder("-".repeat(200)).append('\n');
    for (int i = 0; i < 2_000; i++) {
      text.append("| row ").append(i).append(" | 0 | 0 | 0 |\n");
    }
    text.append("same\n".repeat(50));
    assertThat(new Repetition(Repetition.PROSE).read(text)).isNegative();
  }

  @Test
  void ordinaryTextIsNot() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    String[] words = {"the", "model", "reads", "a", "file", "and", "writes", "it", "again", "\n"};
    for (int i = 0; i < 50_000; i++) {
      text.append(words[random.nextInt(words.length)]).append(' ');
    }
    assertThat(new Repetition(Repetition.PROSE).read(text)).isNegative();
  }
}
