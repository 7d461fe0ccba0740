package dev.hearth.app;

import dev.hearth.desk.Desk;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.TrafficPlace;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;

/** The desk over the real services. */
final class DeskProgram {
  private DeskProgram() {}

  /** Opens the window and returns when it is closed and nothing is left running. */
  static void run(AppFolders folders) throws Exception {
    try (AppLog log = AppLog.open();
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        Home home = Home.open(folders, SettingsStore.DEFAULT_PROFILE);
        var watch = new ServerWatch(home.localModels(), home.settings(), log);
        var connect = new ConnectDesk(home)) {
      // A window that dies with the session must not leave servers behind.
      Runtime.getRuntime().addShutdownHook(new Thread(home::close, "hearth-close"));
      if (home.settings().current().proxy().serveAtStart()) {
        home.proxyHost().start();
      }
      var services =
          new DeskServices(
              home.feed(),
              new JournalArchive(home.keptTraffic()),
              home.proxyHost(),
              watch.status(),
              log);
      var threads = new Threads(background, Platform::runLater);
      new Desk(
              services,
              folders.config().resolve("window.json"),
              shell -> places(shell, connect, threads))
          .run();
    }
  }

  private static List<Place> places(Shell shell, ConnectDesk connect, Threads threads) {
    return List.of(new TrafficPlace(shell), connect.place(shell, threads));
  }
}
