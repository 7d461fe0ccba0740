package dev.hearth.desk.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All stylesheets are in force at once, so none may reach what is another's. */
class StylesheetsTest {
  private static final Path FOLDER = Path.of("assets/css");
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{[^}]*\\}");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

  /** Set sizes and colours of what all use; they are there to be shared. */
  private static final Set<String> SHARED =
      Set.of(
          "base.css",
          "controls.css",
          "icons.css",
          "shell.css",
          "tokens-dark.css",
          "tokens-light.css");

  private static final Pattern CLASS = Pattern.compile("\\.([\\w-]+)");

  private static final Set<String> JAVAFX =
      Set.of(
          "box button cell check-box choice-box column-header combo-box context-menu label list-cell"
              .concat(" list-view mark menu-item radio-button scroll-bar scroll-pane separator")
              .concat(" split-menu-button split-pane split-pane-divider tab tab-pane table-cell")
              .concat(
                  " table-row-cell table-view text text-area text-field text-input toggle-button")
              .concat(" tooltip tree-cell tree-table-row-cell tree-table-view tree-view viewport")
              .split(" "));

  @Test
  void noClassIsDressedByTwoStylesheets() throws IOException {
    var owners = new TreeMap<String, Set<String>>();
    for (Path sheet : sheets()) {
      for (String selector : selectors(sheet)) {
        if (selector.matches("\\.[\\w-]+")) {
          owners.computeIfAbsent(selector, s -> new TreeSet<>()).add(name(sheet));
        }
      }
    }
    owners.values().forEach(files -> files.remove("icons.css"));
    owners.remove(".root");
    owners.values().removeIf(files -> files.size() < 2);
    assertThat(owners).isEmpty();
  }

  @Test
  void noPlaceDressesTheControlsOfAnother() throws IOException {
    for (Path sheet : sheets()) {
      if (!SHARED.contains(name(sheet))) {
        assertThat(selectors(sheet)).as(name(sheet)).noneMatch(StylesheetsTest::bare);
      }
    }
  }

  private static boolean bare(String selector) {
    return CLASS.matcher(selector).results().allMatch(r -> JAVAFX.contains(r.group(1)));
  }

  private static List<Path> sheets() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> name(f).endsWith(".css")).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static List<String> selectors(Path sheet) throws IOException {
    String text = COMMENT.matcher(Files.readString(sheet)).replaceAll("");
    List<String> all =
        RULE.matcher(text)
            .results()
            .flatMap(r -> Arrays.stream(r.group(1).split(",")))
            .map(String::strip)
            .collect(Collectors.toList());
    assertThat(all).as(name(sheet)).isNotEmpty();
    return all;
  }
}
