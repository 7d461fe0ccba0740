package dev.hearth.runtime.binary;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where to look for programs: everything about the machine that the search depends on.
 *
 * @param root what absolute places are taken under, {@code /} except in tests
 * @param installs Hearth's own installs, the preferred one first
 */
public record SearchPlaces(
    Platform platform, Map<String, String> environment, Path home, Path root, List<Path> installs) {
  /** Names the program to use before any other. */
  public static final String CHOICE_VARIABLE = "HEARTH_LLAMA_SERVER";

  public SearchPlaces {
    environment = Map.copyOf(environment);
    installs = List.copyOf(installs);
  }

  /** This machine. */
  public static SearchPlaces ofThisMachine(List<Path> installs) {
    return new SearchPlaces(
        Platform.current(),
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Path.of("/"),
        installs);
  }
}
