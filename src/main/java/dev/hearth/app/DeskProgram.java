package dev.hearth.app;

import dev.hearth.desk.Desk;
import dev.hearth.desk.Toolkit;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.settings.LooksBridge;
import dev.hearth.desk.shell.Shell;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desk over the real services. */
final class DeskProgram {
  private static final Logger LOG = LoggerFactory.getLogger(DeskProgram.class);

  private DeskProgram() {}

  /** Opens the window and returns when it is closed and nothing is left running. */
  static void run(AppFolders folders) throws Exception {
    run(folders, shell -> {});
  }

  /**
   * The same for somebody who wants to do something in the window.
   *
   * @param opened given the window's means on the JavaFX thread, once it is painted
   */
  static void run(AppFolders folders, Consumer<Shell> opened) throws Exception {
    var front = new AtomicReference<Runnable>(() -> {});
    Optional<OneDesk> claim = OneDesk.claim(folders.data(), () -> front.get().run());
    if (claim.isEmpty()) {
      System.out.println("Hearth is open already. Its window comes to the front.");
      return;
    }
    try (OneDesk _ = claim.get()) {
      open(folders, opened, front);
    }
  }

  private static void open(
      AppFolders folders, Consumer<Shell> opened, AtomicReference<Runnable> front)
      throws Exception {
    try (Toolkit toolkit = Toolkit.begin();
        AppLog log = AppLog.open();
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        Home home = home(folders, toolkit);
        var connect = new ConnectDesk(home)) {
      // A window that dies with the session must not leave servers behind.
      Runtime.getRuntime().addShutdownHook(new Thread(home::close, "hearth-close"));
      if (home.settings().current().proxy().serveAtStart()) {
        home.proxyHost().start();
      }
      var tray = new Tray(home.settings());
      var threads = new Threads(untilClosed(background), FxThread.EXECUTOR);
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
        var desk =
            new Desk(
                services,
                toolkit,
                folders.config().resolve("window.json"),
                furniture::furnish,
                tray);
        front.set(desk::toFront);
        desk.run(
            shell -> {
              threads.background().execute(DeskProgram::painted);
              opened.accept(shell);
            });
      }
    }
  }

  /** What the window still asks for while it closes is not missed. */
  private static Executor untilClosed(ExecutorService background) {
    return task -> {
      try {
        background.execute(task);
      } catch (RejectedExecutionException closed) {
        LOG.debug("nothing more is done in the background", closed);
      }
    };
  }

  /** The looks are in the settings, and the toolkit need not wait for the rest. */
  private static Home home(AppFolders folders, Toolkit toolkit) throws IOException {
    var settings = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE);
    toolkit.dress(LooksBridge.looks(settings.current().desk()));
    return Home.over(folders, settings);
  }

  /** On a slow machine others keep busy, only the processor time says what Hearth took. */
  private static void painted() {
    long now = System.currentTimeMillis();
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    LOG.info(
        "The window was ready {} ms after the start ({} ms of processor time)",
        now - ManagementFactory.getRuntimeMXBean().getStartTime(),
        used.toMillis());
  }
}
