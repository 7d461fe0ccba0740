package dev.hearth.desk.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;

/** Dresses scenes in the chosen appearance and changes them all when it changes. */
public final class Theme {
  static final String CSS = "/dev/hearth/assets/css/";

  /** Text size at 100 %; every other measure in the style sheets is relative to it. */
  private static final double BASE_SIZE = 13;

  private static final List<String> COMMON = List.of("base.css", "shell.css", "controls.css");

  private static final Pattern EM = Pattern.compile("([0-9][0-9.]*)em;");

  private final String iconSizes = read("icons.css");
  private final ObjectProperty<Appearance> appearance;
  private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>();
  private final Set<String> sheets = new LinkedHashSet<>(COMMON);
  private final List<Scene> scenes = new ArrayList<>();
  private final ChangeListener<ColorScheme> systemChanged = (o, was, is) -> refresh();

  /** Starts with an appearance; needs a running toolkit. */
  public Theme(Appearance start) {
    Fonts.load();
    appearance = new SimpleObjectProperty<>(start);
    appearance.subscribe(this::refresh);
    // The system's preferences outlive every theme, and must not keep what belongs to one.
    Platform.getPreferences()
        .colorSchemeProperty()
        .addListener(new WeakChangeListener<>(systemChanged));
    refresh();
  }

  /** What is chosen; set it to change every dressed window. */
  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /** The colours in force. */
  public ReadOnlyObjectProperty<Palette> paletteProperty() {
    return palette.getReadOnlyProperty();
  }

  /** Whether the windows are dark now. */
  public boolean dark() {
    return switch (appearance.get().mode()) {
      case LIGHT -> false;
      case DARK -> true;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  /** Whether nothing may move that need not. */
  public boolean calm() {
    return switch (appearance.get().motion()) {
      case FULL -> false;
      case REDUCED -> true;
      case SYSTEM -> Platform.getPreferences().isReducedMotion();
    };
  }

  /** How much larger than normal everything is. */
  public double scale() {
    return appearance.get().zoom() / 100.0;
  }

  /** Adds style sheets of {@code assets/css} to all present and future scenes. */
  public void use(List<String> names) {
    if (sheets.addAll(names)) {
      dressAll();
    }
  }

  /** Puts the theme on a scene until {@link #undress}. */
  public void dress(Scene scene) {
    scenes.add(scene);
    scene.getStylesheets().setAll(stylesheets());
  }

  /** Forgets a scene whose window is closed. */
  public void undress(Scene scene) {
    scenes.remove(scene);
  }

  private void refresh() {
    Application.setUserAgentStylesheet(
        (dark() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    palette.set(Palette.of(dark()));
    dressAll();
  }

  private void dressAll() {
    List<String> all = stylesheets();
    scenes.stream()
        .filter(s -> !s.getStylesheets().equals(all))
        .forEach(s -> s.getStylesheets().setAll(all));
  }

  private List<String> stylesheets() {
    List<String> all = new ArrayList<>();
    all.add(url(dark() ? "tokens-dark.css" : "tokens-light.css"));
    sheets.forEach(name -> all.add(url(name)));
    all.add(sizes());
    return all;
  }

  /** A data sheet rather than an inline style, so that menus and tooltips follow the zoom too. */
  private String sizes() {
    String css =
        ".root { -fx-font-size: "
            + pixels(1)
            + "px; }\n"
            + EM.matcher(iconSizes)
                .replaceAll(m -> Math.round(pixels(Double.parseDouble(m.group(1)))) + "px;");
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  private double pixels(double em) {
    return Math.round(em * BASE_SIZE * scale() * 10) / 10.0;
  }

  static String read(String name) {
    try (InputStream in = Theme.class.getResourceAsStream(CSS + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String url(String name) {
    var resource = Theme.class.getResource(CSS + name);
    if (resource == null) {
      throw new IllegalArgumentException("no style sheet " + name);
    }
    return resource.toExternalForm();
  }
}
