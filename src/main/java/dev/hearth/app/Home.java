package dev.hearth.app;

import dev.hearth.models.library.DefaultRoots;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.fleet.FleetModel;
import dev.hearth.runtime.install.Builds;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All long-lived services, opened once in the order they need one another and closed in reverse.
 */
final class Home implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Home.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final AppFolders folders;
  private final SettingsStore settings;
  private final SecretStore secrets;
  private final Feed feed;
  private final Journal journal;
  private final Builds builds;
  private final LocalModels models;
  private final ProxyHost proxy;

  private Home(AppFolders folders, SettingsStore settings) throws IOException {
    this.folders = folders;
    this.settings = owned(settings);
    secrets = new SecretStore(folders);
    feed = owned(new Feed());
    journal = owned(journal());
    builds = new Builds(folders.data().resolve("llama"));
    models = owned(models());
    proxy = owned(proxy());
    owned(settings.listen(this::follow));
  }

  /** Opens everything below the user's folders. */
  static Home open(AppFolders folders, String profile) throws IOException {
    return over(folders, SettingsStore.open(folders, profile));
  }

  /** Opens everything else where the settings are open already; closes them too. */
  static Home over(AppFolders folders, SettingsStore settings) throws IOException {
    return new Home(folders, settings);
  }

  private Journal journal() {
    Journal opened =
        Journal.open(
            folders.data().resolve("journal.db"),
            Chosen.journal(settings.current()),
            Clock.systemDefaultZone());
    opened.record(feed);
    return opened;
  }

  private LocalModels models() throws IOException {
    var roots =
        new DefaultRoots(
            System.getProperty("os.name", ""),
            System.getenv(),
            Path.of(System.getProperty("user.home", ".")));
    Path own = folders.data().resolve("models");
    Files.createDirectories(own);
    ModelLibrary library =
        owned(
            ModelLibrary.open(
                folders.data().resolve("library"), roots.existing(own), InstantSource.system()));
    var programs =
        new LocalPrograms(
            () -> SearchPlaces.ofThisMachine(builds.folders()),
            () -> Chosen.models(settings.current()).llamaServer());
    return new LocalModels(
        library,
        programs,
        () -> Chosen.models(settings.current()),
        folders.data(),
        InstantSource.system());
  }

  private ProxyHost proxy() {
    var router =
        new FleetRouter(
            models.fleet(),
            models::fleetModels,
            this::usualModel,
            () -> settings.current().models().usualForUnknownNames(),
            Chosen.backendTimeout(settings.current()));
    var upstream =
        owned(new Upstream(router, () -> secrets.get(SecretStore.Name.BACKEND_KEY).orElse("")));
    var observability = owned(new Observability(feed));
    owned(settings.listen(changed -> observability.choose(changed.journal())));
    return new ProxyHost(settings, secrets, upstream, feed, observability::metrics);
  }

  /**
   * A running model before the chosen one, so that a request never swaps by accident; where none
   * was chosen, the only one there is.
   */
  private String usualModel() {
    return models.fleet().status().servers().stream()
        .map(server -> server.model())
        .findFirst()
        .or(() -> Optional.of(settings.current().backend().model()).filter(m -> !m.isBlank()))
        .or(this::onlyModel)
        .orElse("");
  }

  private Optional<String> onlyModel() {
    List<FleetModel> all = models.fleetModels();
    return all.size() == 1 ? Optional.of(all.getFirst().name()) : Optional.empty();
  }

  private void follow(Settings changed) {
    journal.configure(Chosen.journal(changed));
    models.choicesChanged();
  }

  AppFolders folders() {
    return folders;
  }

  SettingsStore settings() {
    return settings;
  }

  SecretStore secrets() {
    return secrets;
  }

  Feed feed() {
    return feed;
  }

  Journal keptTraffic() {
    return journal;
  }

  Builds builds() {
    return builds;
  }

  LocalModels localModels() {
    return models;
  }

  ProxyHost proxyHost() {
    return proxy;
  }

  private <T extends AutoCloseable> T owned(T service) {
    open.push(service);
    return service;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("A service did not close well: {}", e.getMessage());
      }
    }
  }
}
