package dev.hearth.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where Hearth keeps its files, by the customs of each system.
 *
 * @param config small files a person may read and edit
 * @param data the journal, models and installed servers
 * @param cache what can be made again
 */
public record AppFolders(Path config, Path data, Path cache) {
  /** Moves all folders below one place; used by tests and portable installations. */
  public static final String HOME_VARIABLE = "HEARTH_HOME";

  /** The folders of this machine. */
  public static AppFolders ofThisMachine() {
    return of(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")),
        System.getenv());
  }

  /** All folders below one place. */
  public static AppFolders under(Path home) {
    return new AppFolders(home.resolve("config"), home.resolve("data"), home.resolve("cache"));
  }

  static AppFolders of(String osName, Path home, Map<String, String> environment) {
    String own = environment.getOrDefault(HOME_VARIABLE, "");
    if (!own.isBlank()) {
      return under(Path.of(own).toAbsolutePath());
    }
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      Path roaming = folder(environment, "APPDATA", home.resolve("AppData/Roaming"));
      Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
      return new AppFolders(
          roaming.resolve("Hearth"), local.resolve("Hearth"), local.resolve("Hearth/Cache"));
    }
    if (os.startsWith("mac")) {
      Path library = home.resolve("Library");
      return new AppFolders(
          library.resolve("Application Support/Hearth"),
          library.resolve("Application Support/Hearth/Data"),
          library.resolve("Caches/Hearth"));
    }
    return new AppFolders(
        folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("hearth"),
        folder(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve("hearth"),
        folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("hearth"));
  }

  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    // The XDG rules say that a relative path is to be ignored.
    return value.isBlank() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
  }
}
