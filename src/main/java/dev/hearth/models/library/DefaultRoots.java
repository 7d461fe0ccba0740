package dev.hearth.models.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where models are usually kept: Hearth's own folder and those of other programs. */
public final class DefaultRoots {
  private final Map<String, String> environment;
  private final Path home;
  private final String system;

  /**
   * Knows the places of one machine.
   *
   * @param system the value of {@code os.name}
   * @param environment the process's environment
   * @param home the person's home folder
   */
  public DefaultRoots(String system, Map<String, String> environment, Path home) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /** Hearth's own models folder. */
  public Path own() {
    return data("Hearth", "hearth").resolve("models");
  }

  /** All usual places, whether they exist or not; Hearth's own first. */
  public List<LibraryRoot> all() {
    return all(own());
  }

  /** The same with another folder as Hearth's own. */
  public List<LibraryRoot> all(Path own) {
    Map<Path, LibraryRoot> roots = new LinkedHashMap<>();
    add(roots, own, "Hearth", true);
    add(roots, llamaCache(), "llama.cpp cache", false);
    add(roots, huggingFaceHub(), "Hugging Face cache", false);
    add(roots, home.resolve(".lmstudio").resolve("models"), "LM Studio", false);
    add(roots, home.resolve(".cache").resolve("lm-studio").resolve("models"), "LM Studio", false);
    for (Path jan : jan()) {
      add(roots, jan, "Jan", false);
    }
    return new ArrayList<>(roots.values());
  }

  /** The usual places that exist on this machine, and Hearth's own in any case. */
  public List<LibraryRoot> existing(Path own) {
    return all(own).stream().filter(r -> r.own() || Files.isDirectory(r.path())).toList();
  }

  private static void add(Map<Path, LibraryRoot> roots, Path path, String label, boolean own) {
    Path clean = path.toAbsolutePath().normalize();
    roots.putIfAbsent(clean, new LibraryRoot(clean, label, true, own));
  }

  private Path llamaCache() {
    String set = variable("LLAMA_CACHE");
    return set.isEmpty() ? cache().resolve("llama.cpp") : Path.of(set);
  }

  private Path huggingFaceHub() {
    for (String name : List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) {
      if (!variable(name).isEmpty()) {
        return Path.of(variable(name));
      }
    }
    if (!variable("HF_HOME").isEmpty()) {
      return Path.of(variable("HF_HOME")).resolve("hub");
    }
    // The hub's own library uses the XDG folder on every system.
    String xdg = variable("XDG_CACHE_HOME");
    Path base = xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
    return base.resolve("huggingface").resolve("hub");
  }

  private List<Path> jan() {
    Path data = config("Jan").resolve("data");
    return List.of(
        data.resolve("llamacpp").resolve("models"),
        data.resolve("models"),
        home.resolve("jan").resolve("models"));
  }

  private Path cache() {
    if (mac()) {
      return home.resolve("Library").resolve("Caches");
    }
    if (windows()) {
      return local();
    }
    return xdg("XDG_CACHE_HOME", home.resolve(".cache"));
  }

  private Path config(String name) {
    if (mac()) {
      return home.resolve("Library").resolve("Application Support").resolve(name);
    }
    if (windows()) {
      String set = variable("APPDATA");
      Path base = set.isEmpty() ? home.resolve("AppData").resolve("Roaming") : Path.of(set);
      return base.resolve(name);
    }
    return xdg("XDG_CONFIG_HOME", home.resolve(".config")).resolve(name);
  }

  private Path data(String name, String plain) {
    if (mac()) {
      return home.resolve("Library").resolve("Application Support").resolve(name);
    }
    if (windows()) {
      return local().resolve(name);
    }
    return xdg("XDG_DATA_HOME", home.resolve(".local").resolve("share")).resolve(plain);
  }

  private Path local() {
    String set = variable("LOCALAPPDATA");
    return set.isEmpty() ? home.resolve("AppData").resolve("Local") : Path.of(set);
  }

  private Path xdg(String name, Path otherwise) {
    return variable(name).isEmpty() ? otherwise : Path.of(variable(name));
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private boolean mac() {
    return system.contains("mac") || system.contains("darwin");
  }

  private boolean windows() {
    return system.contains("windows");
  }
}
