package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.models.library.Model;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/** How facts of a model are written in narrow places. */
final class Cells {
  private static final long KILO = 1024;

  private Cells() {}

  /** 32K, 128K, 1M. */
  static String context(long tokens) {
    if (tokens <= 0) {
      return "";
    }
    if (tokens >= KILO * KILO) {
      return tokens / (KILO * KILO) + "M";
    }
    return tokens >= KILO ? tokens / KILO + "K" : Amounts.count(tokens);
  }

  /** Whether the model calls tools in a format of its own. */
  static Chip tools(Model model) {
    boolean own = model.ability().nativeTools();
    Chip chip =
        new Chip(
            own ? "Native tools" : "By prompt",
            own ? Chip.Tone.ACCENT : Chip.Tone.NEUTRAL,
            own ? Feather.TOOL : Feather.MESSAGE_SQUARE);
    chip.setTooltip(new Tooltip(model.ability().why()));
    return chip;
  }
}
