package dev.hearth.cli;

import dev.hearth.models.hub.HubClient;
import dev.hearth.models.library.DefaultRoots;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.install.Builds;
import dev.hearth.runtime.install.ReleaseFeed;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.runtime.orphans.ServerProcesses;
import dev.hearth.runtime.orphans.ServerRegistry;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Where the commands find models, programs and the hub on this machine.
 *
 * @param environment the process's variables
 * @param home the person's folder
 */
public record Workplace(AppFolders folders, Map<String, String> environment, Path home) {
  /** A network drive that hangs must not hang the command; what was found until then is shown. */
  private static final int SCAN_SECONDS = 60;

  /** This machine. */
  public static Workplace ofThisMachine() {
    return new Workplace(
        AppFolders.ofThisMachine(), System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** Where downloads go. */
  public Path ownModels() {
    return folders.data().resolve("models");
  }

  /** The library, looked through once. */
  public ModelLibrary openLibrary() throws InterruptedException {
    DefaultRoots roots = new DefaultRoots(System.getProperty("os.name"), environment, home);
    ModelLibrary library =
        ModelLibrary.open(
            folders.data().resolve("library"), roots.existing(ownModels()), InstantSource.system());
    try {
      library.rescan().get(SCAN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What was found is shown; `hearth models roots` says what is wrong with a folder.
      return library;
    }
    return library;
  }

  /** The hub, by the variables other programs use for it, then by the settings. */
  HubClient hub(OkHttpClient http) {
    return new HubClient(
        http, HubAccess.of(environment, home, settings(), new SecretStore(folders)));
  }

  /** The llama.cpp builds Hearth has installed. */
  public Builds builds() {
    return new Builds(folders.data().resolve("llama"));
  }

  /** llama.cpp's releases, or a mirror's. */
  ReleaseFeed releases(OkHttpClient http) {
    String mirror = environment.getOrDefault(ReleaseFeed.MIRROR_VARIABLE, "");
    return new ReleaseFeed(http, HttpUrl.get(mirror.isBlank() ? ReleaseFeed.OFFICIAL : mirror));
  }

  /** The llama-servers there are. */
  public LocalPrograms programs() {
    return programs(chosenServer());
  }

  /** The llama-servers there are, this one first. */
  LocalPrograms programs(Optional<Path> chosen) {
    return new LocalPrograms(this::searchPlaces, () -> chosen);
  }

  /** Where programs are looked for. */
  SearchPlaces searchPlaces() {
    return new SearchPlaces(
        Platform.current(), environment, home, Path.of("/"), builds().folders());
  }

  /** Servers that run, and those an earlier life has left. */
  ServerRegistry runningServers() {
    return ServerProcesses.notes(folders.data());
  }

  /** What the person chose in the settings. */
  public Settings settings() {
    try (SettingsStore store = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE)) {
      return store.current();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The settings in " + folders.config() + " could not be read: " + e.getMessage(), e);
    }
  }

  private Optional<Path> chosenServer() {
    // A variable is set for one command, a setting for all: the variable goes first.
    boolean named = !environment.getOrDefault(SearchPlaces.CHOICE_VARIABLE, "").isBlank();
    String chosen = settings().models().llamaServer().strip();
    return named || chosen.isEmpty() ? Optional.empty() : Optional.of(Path.of(chosen));
  }
}
