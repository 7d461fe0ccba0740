package dev.hearth.desk.theme;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;

/** The colour tokens of one theme, for what is painted rather than styled. */
public final class Palette {
  private static final Pattern TOKEN =
      Pattern.compile("^\\s*-([a-z-]+):\\s*(#[0-9a-f]{6});", Pattern.MULTILINE);

  private final Map<String, Color> colors;

  private Palette(Map<String, Color> colors) {
    this.colors = colors;
  }

  /** Reads the tokens from the same style sheet the windows use. */
  static Palette of(boolean dark) {
    String css = Theme.read(dark ? "tokens-dark.css" : "tokens-light.css");
    return new Palette(
        TOKEN
            .matcher(css)
            .results()
            .collect(Collectors.toUnmodifiableMap(m -> m.group(1), m -> Color.web(m.group(2)))));
  }

  /** The colour of a token, named without its leading dash: {@code color-fg-muted}. */
  public Color get(String token) {
    Color color = colors.get(token);
    if (color == null) {
      throw new IllegalArgumentException("no colour token " + token);
    }
    return color;
  }

  /** All tokens by name. */
  public Map<String, Color> all() {
    return colors;
  }
}
