package dev.hearth.app;

import dev.hearth.desk.Desk;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.TrafficPlace;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.util.List;

/** The desk over the real services. */
final class DeskProgram {
  private DeskProgram() {}

  /** Opens the window and returns when it is closed and nothing is left running. */
  static void run(AppFolders folders) throws IOException, InterruptedException {
    try (AppLog log = AppLog.open();
        Home home = Home.open(folders, SettingsStore.DEFAULT_PROFILE);
        var watch = new ServerWatch(home.localModels(), home.settings(), log)) {
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
      new Desk(services, folders.config().resolve("window.json"), DeskProgram::places).run();
    }
  }

  private static List<Place> places(Shell shell) {
    return List.of(new TrafficPlace(shell));
  }
}
