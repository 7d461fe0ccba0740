package dev.hearth.app;

import dev.hearth.desk.services.ComposedRequest;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ProxyControl;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Sending;
import dev.hearth.proxy.PortTaken;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.runtime.server.PortChoice;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.SecretStore;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.EventSink;
import dev.hearth.traffic.Header;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionSpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, stops and follows the proxy for the desk, off the desk's own thread. */
final class ProxyHost implements ProxyControl, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyHost.class);
  private static final MediaType JSON = MediaType.get("application/json");

  /** How soon a change of what is in flight shows. Nothing is counted while nothing happens. */
  private static final Duration STATUS_INTERVAL = Duration.ofMillis(200);

  private final SettingsStore settings;
  private final SecretStore secrets;
  private final Upstream upstream;
  private final EventSink sink;
  private final Supplier<Optional<String>> metrics;
  private final LiveValue<ProxyStatus> status = new LiveValue<>(ProxyStatus.STOPPED);
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("proxy-host").factory());
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("proxy-status").factory());
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .readTimeout(Duration.ZERO)
          .callTimeout(Duration.ZERO)
          .retryOnConnectionFailure(false)
          .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
          .build();
  private final AutoCloseable following;
  private final AtomicBoolean stirred = new AtomicBoolean();
  private volatile Optional<ProxyServer> server = Optional.empty();

  ProxyHost(
      SettingsStore settings,
      SecretStore secrets,
      Upstream upstream,
      EventSink sink,
      Supplier<Optional<String>> metrics) {
    this.metrics = metrics;
    this.settings = settings;
    this.secrets = secrets;
    this.upstream = upstream;
    this.sink = new Stirring(sink);
    following = settings.listen(changed -> work.execute(() -> follow(changed)));
  }

  /** Passes the proxy's events on and has what is in flight counted soon after one. */
  private final class Stirring implements EventSink {
    private final EventSink to;

    Stirring(EventSink to) {
      this.to = to;
    }

    @Override
    public void publish(Event event) {
      to.publish(event);
      stir();
    }

    @Override
    public boolean wantsDetails() {
      return to.wantsDetails();
    }
  }

  private void stir() {
    if (stirred.compareAndSet(false, true)) {
      try {
        pulse.schedule(this::count, STATUS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closed) {
        LOG.trace("nobody counts any more", closed);
      }
    }
  }

  private void count() {
    stirred.set(false);
    tell();
    if (server.filter(running -> !running.inFlight().isEmpty()).isPresent()) {
      stir();
    }
  }

  @Override
  public Live<ProxyStatus> status() {
    return status;
  }

  @Override
  public void start() {
    work.execute(this::startNow);
  }

  @Override
  public void startOn(int port) {
    work.execute(
        () -> {
          settings.change(s -> s.withProxy(s.proxy().withPort(port)));
          startNow();
        });
  }

  @Override
  public void stop() {
    work.execute(this::stopNow);
  }

  /** Listens anew, for changes of address and port. */
  void restart() {
    work.execute(
        () -> {
          stopNow();
          startNow();
        });
  }

  /** Takes up a key that was stored meanwhile. */
  void keysChanged() {
    work.execute(() -> follow(settings.current()));
  }

  /** Whether the running proxy listens where the settings want it to. */
  boolean needsRestart() {
    ProxyConfig wanted = config(settings.current());
    return server
        .map(ProxyServer::config)
        .filter(c -> !c.host().equals(wanted.host()) || c.port() != wanted.port())
        .isPresent();
  }

  private void startNow() {
    if (server.isPresent()) {
      return;
    }
    status.set(new ProxyStatus(ProxyStatus.State.STARTING, "", 0, false, false, ""));
    try {
      Settings current = settings.current();
      upstream.choose(current);
      server = Optional.of(ProxyServer.start(config(current), upstream, sink, metrics));
      tell();
    } catch (PortTaken e) {
      taken(e.port());
    } catch (IOException | RuntimeException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      status.set(ProxyStatus.failed(why, 0));
    }
  }

  /** Said at once; asking the system who it is takes a moment longer. */
  private void taken(int port) {
    int free = FreePort.after(settings.current().proxy().host(), port).orElse(0);
    status.set(ProxyStatus.failed("Port " + port + " is taken by another program.", free));
    PortChoice.owner(port)
        .ifPresent(
            owner ->
                status.set(
                    ProxyStatus.failed("Port " + port + " is taken by " + owner + ".", free)));
  }

  private void stopNow() {
    server.ifPresent(ProxyServer::close);
    server = Optional.empty();
    status.set(ProxyStatus.STOPPED);
  }

  private void follow(Settings changed) {
    upstream.choose(changed);
    server.ifPresent(running -> running.reconfigure(config(changed)));
    tell();
  }

  private ProxyConfig config(Settings current) {
    return Chosen.proxy(current, secrets.get(SecretStore.Name.PROXY_KEY).orElse(""));
  }

  private void tell() {
    server.ifPresent(
        running ->
            status.set(
                new ProxyStatus(
                    ProxyStatus.State.LISTENING,
                    // The longer form suits OpenAI clients, and the proxy forgives it the others.
                    running.url() + "/v1",
                    running.inFlight().size(),
                    !running.config().access().key().isEmpty(),
                    settings.current().backend().source() == BackendSettings.Source.PRACTICE,
                    "")));
  }

  @Override
  public boolean cancel(String exchange) {
    return server.map(running -> running.cancel(exchange)).orElse(false);
  }

  @Override
  public Sending send(ComposedRequest request) {
    var done = new CompletableFuture<Integer>();
    Optional<ProxyServer> running = server;
    if (running.isEmpty()) {
      done.completeExceptionally(new IOException("The proxy is not running. Start it first."));
      return new OnItsWay(done, () -> {});
    }
    var builder =
        new Request.Builder()
            .url(running.get().url() + request.path())
            .header("User-Agent", "Hearth")
            .post(RequestBody.create(request.body(), JSON));
    for (Header header : request.headers()) {
      builder.header(header.name(), header.value());
    }
    String key = running.get().config().access().key();
    if (!key.isEmpty()) {
      builder.header("Authorization", "Bearer " + key);
    }
    Call call = http.newCall(builder.build());
    call.enqueue(new ReadToTheEnd(done));
    return new OnItsWay(done, call::cancel);
  }

  private record OnItsWay(CompletableFuture<Integer> done, Runnable hangUp) implements Sending {
    @Override
    public void cancel() {
      hangUp.run();
    }
  }

  /** The reply itself is seen in the traffic; here only its end matters. */
  private record ReadToTheEnd(CompletableFuture<Integer> done) implements Callback {
    @Override
    public void onFailure(Call call, IOException e) {
      done.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        response.body().source().readAll(okio.Okio.blackhole());
        done.complete(response.code());
      } catch (IOException e) {
        done.completeExceptionally(e);
      }
    }
  }

  @Override
  public void close() throws Exception {
    following.close();
    pulse.shutdownNow();
    work.execute(this::stopNow);
    work.shutdown();
    work.awaitTermination(30, TimeUnit.SECONDS);
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
