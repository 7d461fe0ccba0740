package dev.hearth.app;

import dev.hearth.desk.services.Watch;
import dev.hearth.runtime.metrics.MetricsSampler;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.server.ServerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;

/** Asks running servers how they are doing while somebody watches, each once for all watchers. */
final class ServerMeters {
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** A server with nothing to do is asked only now and then. */
  private static final int IDLE_ROUNDS = 5;

  private final Function<String, Optional<ServerState>> states;
  private final Predicate<String> used;
  private final ScheduledExecutorService clock;
  private final OkHttpClient http;
  private final Map<String, Meter> meters = new HashMap<>();

  /**
   * @param states what a server is doing
   * @param used whether requests are under way there
   */
  ServerMeters(
      Function<String, Optional<ServerState>> states,
      Predicate<String> used,
      ScheduledExecutorService clock,
      OkHttpClient http) {
    this.states = states;
    this.used = used;
    this.clock = clock;
    this.http = http;
  }

  /** Tells the listener each sample of a server from now on. */
  Watch watch(String alias, Consumer<ServerMetrics> listener) {
    synchronized (meters) {
      meters.computeIfAbsent(alias, Meter::new).add(listener);
    }
    return () -> leave(alias, listener);
  }

  private void leave(String alias, Consumer<ServerMetrics> listener) {
    synchronized (meters) {
      Meter meter = meters.get(alias);
      if (meter != null && meter.remove(listener)) {
        meters.remove(alias);
      }
    }
  }

  /** One server's samples; a restart of the server begins them anew. */
  private final class Meter {
    private final String alias;
    private final ScheduledFuture<?> looking;
    private final List<Consumer<ServerMetrics>> listeners = new ArrayList<>();
    private Optional<ServerState.Ready> measured = Optional.empty();
    private Optional<MetricsSampler> sampler = Optional.empty();
    private Optional<ServerMetrics> last = Optional.empty();
    private int idleRounds;

    Meter(String alias) {
      this.alias = alias;
      looking =
          clock.scheduleWithFixedDelay(this::round, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(Consumer<ServerMetrics> listener) {
      Optional<ServerMetrics> known;
      synchronized (this) {
        listeners.add(listener);
        known = last;
      }
      known.ifPresent(listener);
    }

    /** Whether it was the last one, and nobody is asked any more. */
    synchronized boolean remove(Consumer<ServerMetrics> listener) {
      listeners.remove(listener);
      if (listeners.isEmpty()) {
        looking.cancel(false);
      }
      return listeners.isEmpty();
    }

    private void round() {
      Optional<ServerState.Ready> ready = states.apply(alias).flatMap(ServerMeters::awake);
      if (!ready.equals(measured)) {
        measured = ready;
        idleRounds = 0;
        synchronized (this) {
          last = Optional.empty();
        }
        sampler =
            ready.map(r -> new MetricsSampler(r.endpoint(), r.pid(), http, InstantSource.system()));
      }
      if (idleRounds > 0 && idleRounds++ < IDLE_ROUNDS && !used.test(alias)) {
        return;
      }
      sampler.flatMap(MetricsSampler::sample).ifPresent(this::tell);
    }

    private void tell(ServerMetrics sample) {
      idleRounds = idle(sample) ? 1 : 0;
      List<Consumer<ServerMetrics>> all;
      synchronized (this) {
        last = Optional.of(sample);
        all = List.copyOf(listeners);
      }
      all.forEach(listener -> listener.accept(sample));
    }
  }

  /** The first idle sample after work still tells how fast the work was. */
  private static boolean idle(ServerMetrics sample) {
    return sample.busySlots() == 0
        && sample.running() == 0
        && sample.waiting() == 0
        && sample.generatedPerSecond().isEmpty()
        && sample.promptPerSecond().isEmpty();
  }

  /** A sleeping server is left asleep. */
  private static Optional<ServerState.Ready> awake(ServerState state) {
    return switch (state) {
      case ServerState.Ready ready -> Optional.of(ready);
      case ServerState.Draining draining -> Optional.of(draining.ready());
      default -> Optional.empty();
    };
  }
}
