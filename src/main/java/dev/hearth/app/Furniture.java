package dev.hearth.app;

import dev.hearth.cli.HubAccess;
import dev.hearth.desk.first.FirstRun;
import dev.hearth.desk.models.ModelsPlace;
import dev.hearth.desk.services.Background;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.settings.SettingsDialog;
import dev.hearth.desk.settings.SettingsServices;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.models.hub.HubSettings;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.install.BuildChoice;
import dev.hearth.runtime.install.Installer;
import dev.hearth.runtime.install.MachineLook;
import dev.hearth.runtime.install.ReleaseFeed;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.application.Platform;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** What stands in the window: the places, the settings and the first page. */
final class Furniture implements AutoCloseable {
  private static final String TRAY_FIELD = "desk.stayInTray";

  private final Home home;
  private final ConnectDesk connect;
  private final Background background;
  private final Threads threads;
  private final LibraryFolders folders;
  private final DeskModels models;
  private final AutoCloseable programChanges;
  private final DeskJournal journal;
  private final WebClient http = new WebClient(OkHttpClient::new);
  private Optional<SettingsDialog> settings = Optional.empty();
  private Optional<FirstRun> first = Optional.empty();

  Furniture(Home home, ConnectDesk connect, Background background, Threads threads) {
    this.home = home;
    this.connect = connect;
    this.background = background;
    this.threads = threads;
    journal =
        new DeskJournal(
            home.keptTraffic(),
            home.feed(),
            home.proxyHost().status(),
            () -> Chosen.proxy(home.settings().current(), ""),
            home.secrets(),
            Path.of(System.getProperty("user.home", ".")));
    String mirror = System.getenv().getOrDefault(ReleaseFeed.MIRROR_VARIABLE, "");
    var releases =
        new ReleaseFeed(http, HttpUrl.get(mirror.isBlank() ? ReleaseFeed.OFFICIAL : mirror));
    var installer = new Installer(home.builds(), http, new AbilityProbe());
    models =
        new DeskModels(
            home.localModels(),
            home.folders().data().resolve("models"),
            http::client,
            this::hub,
            Optional.of(
                (progress, cancelled) ->
                    installer.install(
                        BuildChoice.of(releases.latest(), MachineLook.now()),
                        progress,
                        cancelled)));
    folders = new LibraryFolders(models.service().shelf());
    programChanges = models.programs().follow(home.settings());
  }

  /** Furnishes a window; on the JavaFX thread. */
  List<Place> furnish(Shell shell) {
    settings =
        Optional.of(
            new SettingsDialog(
                shell,
                new SettingsServices(
                    home.settings(),
                    home.secrets(),
                    this::keysChanged,
                    StartAtLogin.ofThisMachine(command()),
                    folders,
                    models.programs(),
                    threads),
                () -> background.available() ? Set.of() : Set.of(TRAY_FIELD)));
    FirstRun page = new FirstRun(shell, home.settings(), folders, models.programs(), threads);
    first = Optional.of(page);
    // The window is shown when the present task is over.
    Platform.runLater(page::offer);
    LeftoverOffer leftovers = new LeftoverOffer(home.localModels(), notices(shell));
    Platform.runLater(() -> threads.background().execute(leftovers::offer));
    return List.of(
        new ModelsPlace(shell, models.service()),
        journal.place(shell, threads),
        connect.place(shell, threads));
  }

  /** How the servers are that Hearth runs itself. */
  Live<ServerStatus> servers() {
    return models.server();
  }

  private LeftoverOffer.Voice notices(Shell shell) {
    return new LeftoverOffer.Voice() {
      @Override
      public void ask(String title, String text, Map<String, Runnable> answers) {
        Map<String, Runnable> aside = new LinkedHashMap<>();
        answers.forEach((word, deed) -> aside.put(word, () -> threads.background().execute(deed)));
        threads.fx().execute(() -> shell.notices().ask(title, text, aside));
      }

      @Override
      public void failed(String title, String text) {
        threads.fx().execute(() -> shell.notices().problem(title, text, () -> {}));
      }
    };
  }

  /** The user's mirror, and the token stored for gated repositories. */
  private HubSettings hub() {
    return HubAccess.of(
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")),
        home.settings().current(),
        home.secrets());
  }

  private void keysChanged() {
    home.proxyHost().keysChanged();
    connect.facts().refresh();
  }

  /** How this Hearth was started: a packaged program, or Java with a class path. */
  private static List<String> command() {
    String packaged = System.getProperty("jpackage.app-path", "");
    return packaged.isEmpty()
        ? List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            absolute(System.getProperty("java.class.path")),
            Main.class.getName())
        : List.of(packaged);
  }

  /** At login the system starts programs from another folder. */
  static String absolute(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() throws Exception {
    programChanges.close();
    first.ifPresent(FirstRun::close);
    settings.ifPresent(SettingsDialog::close);
    models.close();
    journal.close();
    http.close();
  }
}
