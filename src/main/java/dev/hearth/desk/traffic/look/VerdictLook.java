package dev.hearth.desk.traffic.look;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.Chip.Tone;
import dev.hearth.traffic.exchange.Verdict;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** A verdict in a word, a colour and an icon. */
public enum VerdictLook {
  UNJUDGED(
      "Not judged", "Nothing to judge: the request offers no tools.", Tone.NEUTRAL, Feather.MINUS),
  PASSED("Passed", "The reply was right as it came.", Tone.GOOD, Feather.CHECK),
  REPAIRED(
      "Repaired", "A harmless slip was mended without asking the model.", Tone.TEAL, Feather.TOOL),
  RESCUED(
      "Rescued",
      "The call was written as text and was read from it.",
      Tone.VIOLET,
      Feather.LIFE_BUOY),
  NUDGED(
      "Retried",
      "The model was told what was wrong and asked again.",
      Tone.WARN,
      Feather.ROTATE_CCW),
  GAVE_UP(
      "Gave up",
      "The budget is spent; the client got the last output as text.",
      Tone.BAD,
      Feather.X_OCTAGON);

  private final String word;
  private final String meaning;
  private final Tone tone;
  private final Ikon icon;

  VerdictLook(String word, String meaning, Tone tone, Ikon icon) {
    this.word = word;
    this.meaning = meaning;
    this.tone = tone;
    this.icon = icon;
  }

  /** The look of a verdict. */
  public static VerdictLook of(Verdict verdict) {
    return valueOf(verdict.name());
  }

  public String word() {
    return word;
  }

  public String meaning() {
    return meaning;
  }

  /** Dresses a chip. */
  public void dress(Chip chip) {
    chip.setText(word);
    chip.setTone(tone);
    chip.setIcon(icon);
  }

  /** A chip of its own. */
  public Chip chip() {
    return new Chip(word, tone, icon);
  }
}
