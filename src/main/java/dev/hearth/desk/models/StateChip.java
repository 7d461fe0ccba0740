package dev.hearth.desk.models;

import dev.hearth.desk.controls.Chip;
import dev.hearth.models.library.ModelState;
import dev.hearth.runtime.server.ServerState;
import org.kordamp.ikonli.feather.Feather;

/** A server's state as a chip: word, icon and colour together. */
final class StateChip {
  private StateChip() {}

  static void show(Chip chip, ServerState state) {
    switch (state) {
      case ServerState.Ready it -> set(chip, "Ready", Chip.Tone.GOOD, Feather.CHECK_CIRCLE);
      case ServerState.Starting it -> set(chip, "Loading", Chip.Tone.ACCENT, Feather.LOADER);
      case ServerState.Sleeping it -> set(chip, "Sleeping", Chip.Tone.TEAL, Feather.MOON);
      case ServerState.Draining it -> set(chip, "Finishing", Chip.Tone.WARN, Feather.CLOCK);
      case ServerState.Stopping it -> set(chip, "Stopping", Chip.Tone.WARN, Feather.CLOCK);
      case ServerState.Failed it -> set(chip, "Failed", Chip.Tone.BAD, Feather.ALERT_TRIANGLE);
      case ServerState.Stopped it -> set(chip, "Not running", Chip.Tone.NEUTRAL, Feather.CIRCLE);
    }
  }

  /** For a file that cannot be started. */
  static void show(Chip chip, ModelState state) {
    switch (state.kind()) {
      case COMPLETE -> set(chip, "", Chip.Tone.NEUTRAL, Feather.CIRCLE);
      case PARTIAL -> set(chip, "Incomplete", Chip.Tone.WARN, Feather.DOWNLOAD);
      case CORRUPT -> set(chip, "Damaged", Chip.Tone.BAD, Feather.ALERT_TRIANGLE);
      case FOREIGN -> set(chip, "Not a model", Chip.Tone.NEUTRAL, Feather.FILE);
    }
  }

  private static void set(Chip chip, String text, Chip.Tone tone, Feather icon) {
    chip.setText(text);
    chip.setTone(tone);
    chip.setIcon(icon);
  }
}
