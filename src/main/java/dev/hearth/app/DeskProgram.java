package dev.hearth.app;

import dev.hearth.desk.Desk;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.settings.LooksBridge;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The desk over the real services. */
final class DeskProgram {
  private DeskProgram() {}

  /** Opens the window and returns when it is closed and nothing is left running. */
  static void run(AppFolders folders) throws Exception {
    try (AppLog log = AppLog.open();
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        Home home = Home.open(folders, SettingsStore.DEFAULT_PROFILE);
        var connect = new ConnectDesk(home)) {
      // A window that dies with the session must not leave servers behind.
      Runtime.getRuntime().addShutdownHook(new Thread(home::close, "hearth-close"));
      if (home.settings().current().proxy().serveAtStart()) {
        home.proxyHost().start();
      }
      var tray = new Tray(home.settings());
      var threads = new Threads(background, FxThread.EXECUTOR);
      try (var furniture = new Furniture(home, connect, tray, threads);
          var watch =
              new ServerWatch(home.localModels(), home.settings(), furniture.servers(), log)) {
        var services =
            new DeskServices(
                home.feed(),
                new JournalArchive(home.keptTraffic()),
                home.proxyHost(),
                watch.status(),
                log);
        new Desk(
                services,
                LooksBridge.looks(home.settings().current().desk()),
                folders.config().resolve("window.json"),
                furniture::furnish,
                tray)
            .run();
      }
    }
  }
}
