package dev.hearth.app;

import dev.hearth.desk.journal.JournalAddition;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.TrafficPlace;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.settings.SecretStore;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.journal.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What stands behind the journal's part of the Traffic place. */
final class DeskJournal implements AutoCloseable {
  private final JournalDesk journal;
  private final JournalFiles files;
  private final DeskReplays replays;
  private final Path folder;

  /**
   * @param rules how the proxy behaves
   * @param userHome the user's own folder, below which exports go
   */
  DeskJournal(
      Journal journal,
      Feed feed,
      Live<ProxyStatus> proxy,
      Supplier<ProxyConfig> rules,
      SecretStore secrets,
      Path userHome) {
    this.journal = new JournalDesk(journal);
    this.files = new JournalFiles(journal, System.getProperty("os.name", ""));
    this.replays = new DeskReplays(feed, proxy, secrets, rules);
    Path downloads = userHome.resolve("Downloads");
    this.folder = Files.isDirectory(downloads) ? downloads : userHome;
  }

  /** The Traffic place with the journal in it. */
  TrafficPlace place(Shell shell, Threads threads) {
    return new TrafficPlace(
        shell,
        new JournalAddition(
            shell, journal, files, replays, threads, InstantSource.system(), folder));
  }

  @Override
  public void close() {
    replays.close();
    journal.close();
  }
}
