package dev.hearth.app;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.Background;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Everything behind the window as the program has it, below a folder of its own. */
final class RealDesk implements AutoCloseable {
  private final AppLog log = AppLog.open();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final Home home;
  private final ServerWatch watch;
  private final ConnectDesk connect;
  private final Furniture furniture;

  RealDesk(Path folder, UnaryOperator<Settings> choices) throws Exception {
    home = Home.open(AppFolders.under(folder), SettingsStore.DEFAULT_PROFILE);
    home.settings().change(s -> choices.apply(s.withProxy(s.proxy().withPort(0))));
    connect = new ConnectDesk(home);
    furniture =
        new Furniture(home, connect, Background.NONE, new Threads(background, FxThread.EXECUTOR));
    watch = new ServerWatch(home.localModels(), home.settings(), furniture.servers(), log);
  }

  Home home() {
    return home;
  }

  DeskServices services() {
    return new DeskServices(
        home.feed(), new JournalArchive(home.keptTraffic()), home.proxyHost(), watch.status(), log);
  }

  List<Place> furnish(Shell shell) {
    return furniture.furnish(shell);
  }

  @Override
  public void close() throws Exception {
    watch.close();
    furniture.close();
    connect.close();
    home.close();
    background.close();
    log.close();
  }
}
