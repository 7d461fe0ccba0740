package dev.hearth.desk.controls;

import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** A small rounded label whose tone is told by colour, icon and words together. */
public final class Chip extends Label {
  private Tone tone = Tone.NEUTRAL;

  /** What a chip's colour means. */
  public enum Tone {
    NEUTRAL,
    ACCENT,
    GOOD,
    WARN,
    BAD,
    VIOLET,
    TEAL;

    String styleClass() {
      return "tone-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Chip() {
    getStyleClass().addAll("chip", tone.styleClass());
    setMinWidth(USE_PREF_SIZE);
  }

  public Chip(String text, Tone tone) {
    this();
    setText(text);
    setTone(tone);
  }

  public Chip(String text, Tone tone, Ikon icon) {
    this(text, tone);
    setIcon(icon);
  }

  /** Changes the colour. */
  public void setTone(Tone next) {
    if (next != tone) {
      getStyleClass().remove(tone.styleClass());
      getStyleClass().add(next.styleClass());
      tone = next;
    }
  }

  /** Puts an icon before the text. */
  public void setIcon(Ikon icon) {
    if (getGraphic() instanceof FontIcon present) {
      if (present.getIconCode() != icon) {
        present.setIconCode(icon);
      }
    } else {
      setGraphic(new FontIcon(icon));
    }
  }
}
