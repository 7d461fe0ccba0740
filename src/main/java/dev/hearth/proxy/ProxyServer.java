package dev.hearth.proxy;

import dev.hearth.backend.BackendRouter;
import dev.hearth.traffic.EventSink;
import dev.hearth.wire.Protocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running proxy. It takes requests until it is closed, and owns its event loops and the threads
 * of its exchanges; the backends belong to whoever made the router.
 */
public final class ProxyServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** How often Vert.x looks for blocked loops, which it warns of; by default each second. */
  private static final Duration BLOCKED_CHECK = Duration.ofSeconds(10);

  /** How often it is asked whether everything has ended. */
  private static final Duration TICK = Duration.ofMillis(100);

  private final Vertx vertx;
  private final HttpFront front;
  private final EventFeed events;
  private final Listener listener;
  private volatile ProxyConfig config;

  private ProxyServer(
      Vertx vertx,
      AcceptedSockets sockets,
      ProxyConfig config,
      BackendRouter router,
      EventSink sink,
      Supplier<Optional<String>> metrics) {
    this.vertx = vertx;
    this.config = config;
    this.events = new EventFeed(sink);
    InstantSource clock = InstantSource.system();
    Face.Names names = names();
    Map<Protocol, Face> faces =
        Map.of(
            Protocol.OPENAI, new OpenAiFace(names, clock),
            Protocol.ANTHROPIC, new AnthropicFace(names),
            Protocol.RESPONSES, new ResponsesFace(names, clock));
    Service service = new Service(router, new UsageBoard(clock), names, metrics);
    this.front =
        new HttpFront(
            vertx, new Connections(sockets), service, () -> this.config, faces, events, clock);
    sockets.onArrival(front::begun);
    this.listener = new Listener(vertx, front);
  }

  /**
   * Starts a proxy and returns when it takes requests.
   *
   * @throws IOException when it cannot listen; the message says why and what to do
   */
  public static ProxyServer start(ProxyConfig config, BackendRouter router, EventSink sink)
      throws IOException {
    return start(config, router, sink, Optional::empty);
  }

  /**
   * The same with a page for Prometheus.
   *
   * @param metrics the page, or nothing while the user does not want it
   */
  public static ProxyServer start(
      ProxyConfig config, BackendRouter router, EventSink sink, Supplier<Optional<String>> metrics)
      throws IOException {
    AcceptedSockets sockets = new AcceptedSockets();
    Vertx vertx = Vertx.builder().with(loops()).withTransport(sockets).build();
    ProxyServer server = new ProxyServer(vertx, sockets, config, router, sink, metrics);
    try {
      server.listener.listen(config, START_LIMIT);
    } catch (IOException e) {
      await(vertx.close(), STOP_LIMIT);
      throw e;
    }
    if (!Doorman.isLoopback(config.host())) {
      LOG.warn(
          "Hearth listens on {}: other machines can use it{}.",
          config.host(),
          config.access().key().isEmpty() ? ", and no key is asked for" : "");
    }
    LOG.info("Hearth listens on {}", server.url());
    return server;
  }

  private static VertxOptions loops() {
    return new VertxOptions()
        .setEventLoopPoolSize(Listener.LOOPS)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setBlockedThreadCheckInterval(BLOCKED_CHECK.toMillis())
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static Face.Names names() {
    RandomGenerator random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[12];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    };
  }

  /** Where clients reach it from this machine, without a path. */
  public URI url() {
    return listener.url(config.host());
  }

  /** Whether it takes requests. */
  public boolean healthy() {
    return listener.listening();
  }

  /** Uses other settings from the next request on; host and port stay. */
  public void reconfigure(ProxyConfig changed) {
    config = changed.withHost(config.host()).withPort(config.port());
    // Deadlines may be nearer now.
    front.begun();
  }

  public ProxyConfig config() {
    return config;
  }

  /** What is going on. */
  public Collection<InFlight> inFlight() {
    return front.inFlight();
  }

  /** Stops an exchange; false when it is already over. */
  public boolean cancel(String exchange) {
    return front.cancel(exchange, Cancellation.USER);
  }

  /** Open client connections. */
  public int connections() {
    return front.connections();
  }

  /** Takes no more requests, lets running ones end for a while, and cancels the rest. */
  @Override
  public void close() {
    Duration grace = config.pace().close();
    // Connections are only closed after the exchanges on them were ended properly.
    listener.stop(grace.plus(STOP_LIMIT));
    awaitIdle(grace);
    front.cancelAll(Cancellation.SHUTDOWN);
    // What is cancelled still tells so.
    awaitIdle(CANCEL_LIMIT);
    events.close();
    await(vertx.close(), STOP_LIMIT);
  }

  private void awaitIdle(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!front.inFlight().isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static <T> T await(Future<T> future, Duration limit) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** Why it cannot listen, for people. */
  static IOException cannotListen(ProxyConfig config, CompletionException e) {
    Throwable cause = e.getCause();
    String place = config.host() + ":" + config.port();
    if (cause instanceof BindException) {
      String why = String.valueOf(cause.getMessage());
      return why.contains("in use")
          ? new PortTaken(config.port(), cause)
          : new IOException("Hearth cannot listen on " + place + ": " + why, cause);
    }
    return new IOException(
        "Hearth cannot listen on "
            + place
            + (cause instanceof TimeoutException ? ": it took too long." : ": " + cause),
        cause);
  }

  /** The options of the HTTP server. */
  static HttpServerOptions options(ProxyConfig config) {
    return new HttpServerOptions()
        .setHost(config.host())
        .setTcpNoDelay(true)
        .setMaxInitialLineLength(16 * 1024)
        .setMaxHeaderSize(64 * 1024)
        .setAcceptBacklog(1024)
        .setHttp2ClearTextEnabled(true)
        .setHandle100ContinueAutomatically(false)
        .setCompressionSupported(false)
        .setDecompressionSupported(false);
  }
}
