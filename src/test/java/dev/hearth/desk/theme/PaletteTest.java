package dev.hearth.desk.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteTest {
  private static final double AA = 4.5;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void textIsReadableOnEveryGround(boolean dark) {
    Palette palette = Palette.of(dark);
    List<String> grounds =
        List.of("color-bg-default", "color-bg-subtle", "color-bg-inset", "hearth-row-selected");
    List<String> texts =
        List.of("color-fg-default", "color-fg-muted", "color-accent-fg", "color-danger-fg");
    for (String ground : grounds) {
      for (String text : texts) {
        assertThat(contrast(palette.get(ground), palette.get(text)))
            .as(text + " on " + ground)
            .isGreaterThanOrEqualTo(AA);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void chipsAreReadable(boolean dark) {
    Palette palette = Palette.of(dark);
    for (String tone : List.of("accent", "success", "warning", "danger")) {
      assertThat(
              contrast(
                  palette.get("color-" + tone + "-subtle"), palette.get("color-" + tone + "-fg")))
          .as(tone)
          .isGreaterThanOrEqualTo(AA);
    }
    for (String tone : List.of("violet", "teal")) {
      assertThat(contrast(palette.get("hearth-" + tone + "-subtle"), palette.get("hearth-" + tone)))
          .as(tone)
          .isGreaterThanOrEqualTo(AA);
    }
    assertThat(contrast(palette.get("color-accent-emphasis"), Color.WHITE))
        .isGreaterThanOrEqualTo(AA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code-key", "code-string", "code-number", "code-literal", "code-comment"})
  void codeIsReadable(String token) {
    for (boolean dark : new boolean[] {true, false}) {
      Palette palette = Palette.of(dark);
      assertThat(contrast(palette.get("color-bg-default"), palette.get("hearth-" + token)))
          .isGreaterThanOrEqualTo(AA);
    }
  }

  @org.junit.jupiter.api.Test
  void bothThemesKnowTheSameTokens() {
    assertThat(Palette.of(true).all()).containsOnlyKeys(Palette.of(false).all().keySet());
  }

  private static double contrast(Color a, Color b) {
    double high = Math.max(luminance(a), luminance(b));
    double low = Math.min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(double v) {
    return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }
}
