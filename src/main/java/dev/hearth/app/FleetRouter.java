package dev.hearth.app;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendKind;
import dev.hearth.backend.BackendRouter;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.fleet.Fleet;
import dev.hearth.runtime.fleet.FleetException;
import dev.hearth.runtime.fleet.FleetModel;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets the proxy send requests to the servers of a fleet, loading and swapping models as asked. */
final class FleetRouter implements BackendRouter, AutoCloseable {
  /** How often a waiting request is told anew what it waits for. */
  private static final Duration NEWS = Duration.ofMillis(250);

  private final Fleet fleet;
  private final Supplier<List<FleetModel>> models;
  private final Supplier<String> usualModel;
  private final BooleanSupplier anyName;
  private final Duration idleTimeout;
  private final Map<ServerEndpoint, Backend> backends = new HashMap<>();
  private final Runnable stopListening;

  /**
   * @param models the models there are
   * @param usualModel the model for requests that name none, empty when there is none
   * @param anyName whether the usual model also answers for names that nobody knows
   * @param idleTimeout how long a server may stay silent
   */
  FleetRouter(
      Fleet fleet,
      Supplier<List<FleetModel>> models,
      Supplier<String> usualModel,
      BooleanSupplier anyName,
      Duration idleTimeout) {
    this.fleet = fleet;
    this.models = models;
    this.usualModel = usualModel;
    this.anyName = anyName;
    this.idleTimeout = idleTimeout;
    stopListening = fleet.onChange(this::forgetGone);
  }

  @Override
  public Lease acquire(String model, Consumer<String> waiting)
      throws BackendException, InterruptedException {
    if (model.isBlank()) {
      return hold(usualModel.get(), waiting);
    }
    try {
      return hold(model, waiting);
    } catch (BackendException e) {
      boolean unknown = e.kind() == BackendException.Kind.UNKNOWN_MODEL;
      String usual = unknown && anyName.getAsBoolean() ? usualModel.get() : "";
      if (usual.isBlank()) {
        throw e;
      }
      return hold(usual, waiting);
    }
  }

  private Lease hold(String wanted, Consumer<String> waiting)
      throws BackendException, InterruptedException {
    CompletableFuture<dev.hearth.runtime.fleet.Lease> answer = fleet.request(wanted);
    boolean taken = false;
    try {
      Lease lease = new Held(await(answer, wanted, waiting), this);
      taken = true;
      return lease;
    } finally {
      if (!taken && !answer.cancel(false) && !answer.isCompletedExceptionally()) {
        answer.join().close();
      }
    }
  }

  private dev.hearth.runtime.fleet.Lease await(
      CompletableFuture<dev.hearth.runtime.fleet.Lease> answer,
      String wanted,
      Consumer<String> waiting)
      throws BackendException, InterruptedException {
    String last = "";
    while (true) {
      try {
        return answer.get(NEWS.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        String news = news(wanted);
        if (!news.equals(last)) {
          waiting.accept(news);
          last = news;
        }
      } catch (ExecutionException e) {
        throw refused(e.getCause());
      }
    }
  }

  private String news(String wanted) {
    return fleet.status().servers().stream()
        .filter(server -> server.state() instanceof ServerState.Starting)
        .findFirst()
        .or(() -> fleet.status().servers().stream().findFirst())
        .map(server -> server.model() + ": " + server.state().words())
        .orElse(wanted + ": starting");
  }

  private static BackendException refused(Throwable cause) {
    return switch (cause) {
      case ServerFailedException failed ->
          new BackendException(
              BackendException.Kind.UNAVAILABLE,
              "The model could not be started. "
                  + failed.failure().cause()
                  + " "
                  + failed.failure().remedy(),
              failed);
      case FleetException.UnknownModel unknown ->
          new BackendException(BackendException.Kind.UNKNOWN_MODEL, unknown.getMessage(), unknown);
      case FleetException refused ->
          new BackendException(BackendException.Kind.UNAVAILABLE, refused.getMessage(), refused);
      default ->
          new BackendException(
              BackendException.Kind.UNAVAILABLE, "The model could not be started.", cause);
    };
  }

  @Override
  public Optional<Backend> current() {
    return fleet.status().servers().stream()
        .map(FleetStatus.Server::state)
        .flatMap(state -> endpoint(state).stream())
        .findFirst()
        .map(this::backend);
  }

  @Override
  public List<ServedModel> models() {
    return models.get().stream().map(model -> new ServedModel(model.name(), 0)).toList();
  }

  private static Optional<ServerEndpoint> endpoint(ServerState state) {
    return switch (state) {
      case ServerState.Ready ready -> Optional.of(ready.endpoint());
      case ServerState.Sleeping sleeping -> Optional.of(sleeping.ready().endpoint());
      case ServerState.Draining draining -> Optional.of(draining.ready().endpoint());
      default -> Optional.empty();
    };
  }

  private synchronized Backend backend(ServerEndpoint endpoint) {
    return backends.computeIfAbsent(
        endpoint,
        at ->
            new Backend(
                BackendConfig.at(at.base())
                    .withKind(BackendKind.AUTO)
                    .withApiKey(at.apiKey().orElse(""))
                    .withIdleTimeout(idleTimeout)));
  }

  private synchronized void forgetGone(FleetStatus status) {
    List<ServerEndpoint> there =
        status.servers().stream().flatMap(server -> endpoint(server.state()).stream()).toList();
    backends
        .entrySet()
        .removeIf(
            known -> {
              boolean gone = !there.contains(known.getKey());
              if (gone) {
                known.getValue().close();
              }
              return gone;
            });
  }

  @Override
  public synchronized void close() {
    stopListening.run();
    backends.values().forEach(Backend::close);
    backends.clear();
  }

  /** One request's hold on a model. */
  private record Held(dev.hearth.runtime.fleet.Lease lease, FleetRouter router) implements Lease {
    @Override
    public Backend backend() {
      return router.backend(lease.endpoint());
    }

    @Override
    public String model() {
      return lease.endpoint().model();
    }

    @Override
    public void onRevoked(Runnable cancel) {
      lease.onRevoked(cancel);
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
