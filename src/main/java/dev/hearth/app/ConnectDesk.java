package dev.hearth.app;

import dev.hearth.clients.ClientCatalog;
import dev.hearth.clients.ConfigWriter;
import dev.hearth.clients.TerminalLauncher;
import dev.hearth.desk.connect.ConnectPlace;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Shell;
import dev.hearth.traffic.journal.Journal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** What stands behind the Connect place. */
final class ConnectDesk implements AutoCloseable {
  private final ClientCatalog catalog = ClientCatalog.load();
  private final Path userHome = Path.of(System.getProperty("user.home", "."));
  private final Journal journal;
  private final OkHttpClient http =
      new OkHttpClient.Builder().connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
  private final ModelChoices models;
  private final ProxyFacts facts;
  private final ClientSightings sightings;
  private final ConnectServices services;

  ConnectDesk(Home home) {
    journal = home.keptTraffic();
    models =
        new ModelChoices(home.localModels().library(), home.localModels().fleet(), home.settings());
    facts =
        new ProxyFacts(home.proxyHost().status(), home.settings(), home.secrets(), models.live());
    sightings = new ClientSightings(catalog, home.feed());
    services =
        new ConnectServices(
            catalog,
            facts.live(),
            sightings.live(),
            new ConfigWriter(
                userHome, home.folders().data().resolve("written"), InstantSource.system()),
            new TerminalLauncher(System.getProperty("os.name", ""), ConnectDesk::onPath),
            http);
  }

  ConnectPlace place(Shell shell, Threads threads) {
    // What is slow about a large journal must not hold the window up.
    threads.background().execute(() -> sightings.recall(journal));
    return new ConnectPlace(shell, catalog, services, threads, InstantSource.system(), userHome);
  }

  /** What the proxy's address and key are, for those who change them. */
  ProxyFacts facts() {
    return facts;
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() throws Exception {
    services.close();
    sightings.close();
    facts.close();
    models.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
