package dev.hearth.app;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendRouter;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The router that stands for whatever the user chose as the backend; it can change while the proxy
 * runs, and requests under way keep what they have.
 */
final class Upstream implements BackendRouter, AutoCloseable {
  private final FleetRouter managed;
  private final Supplier<String> backendKey;
  private Optional<PracticeServer> practice = Optional.empty();
  private Optional<Backend> fixed = Optional.empty();
  private volatile BackendRouter now;
  private BackendSettings chosen;

  Upstream(FleetRouter managed, Supplier<String> backendKey) {
    this.managed = managed;
    this.backendKey = backendKey;
    this.now = managed;
  }

  /** Follows the user's choice. */
  synchronized void choose(Settings settings) {
    if (settings.backend().equals(chosen)) {
      return;
    }
    chosen = settings.backend();
    Optional<Backend> before = fixed;
    fixed = Optional.empty();
    now =
        switch (chosen.source()) {
          case MANAGED -> managed;
          case URL -> fixed(URI.create(chosen.url().strip()), settings);
          case PRACTICE -> fixed(practiceUrl(), settings);
        };
    before.ifPresent(Backend::close);
  }

  private BackendRouter fixed(URI url, Settings settings) {
    boolean own = settings.backend().source() == BackendSettings.Source.PRACTICE;
    Backend backend =
        new Backend(
            BackendConfig.at(url)
                .withApiKey(own ? "" : backendKey.get())
                .withIdleTimeout(Chosen.backendTimeout(settings)));
    fixed = Optional.of(backend);
    return BackendRouter.fixed(backend);
  }

  private URI practiceUrl() {
    if (practice.isEmpty()) {
      practice = Optional.of(PracticeServer.start(0, Pace.REALISTIC));
    }
    return practice.get().url();
  }

  @Override
  public Lease acquire(String model, Consumer<String> waiting)
      throws BackendException, InterruptedException {
    return now.acquire(model, waiting);
  }

  @Override
  public Optional<Backend> current() {
    return now.current();
  }

  @Override
  public List<ServedModel> models() {
    return now.models();
  }

  @Override
  public synchronized void close() {
    fixed.ifPresent(Backend::close);
    practice.ifPresent(PracticeServer::close);
    managed.close();
  }
}
